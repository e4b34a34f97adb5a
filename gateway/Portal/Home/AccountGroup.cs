namespace Gateway.Portal.Home;

/// <summary>The roles of one account.</summary>
internal sealed record AccountGroup(string Name, string? AccountId, IReadOnlyList<RoleCard> Cards);
