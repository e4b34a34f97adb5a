namespace Gateway.Portal.Home;

/// <summary>What the home page shows.</summary>
internal sealed record HomeModel
{
    /// <summary>Accounts, those used last first, each with its roles in the same order.</summary>
    public required IReadOnlyList<AccountGroup> Accounts { get; init; }

    /// <summary>The denial that applies; then there are no roles.</summary>
    public string? Denial { get; init; }

    /// <summary>What was searched for without the page's script.</summary>
    public string Query { get; init; } = "";

    /// <summary>How many roles there are, found or not.</summary>
    public required int Total { get; init; }

    public int Shown => Accounts.Sum(account => account.Cards.Count);
}
