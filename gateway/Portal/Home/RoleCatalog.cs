using Gateway.Identity;
using Gateway.Issuing;
using Gateway.Policies;
using Gateway.Revocations;

namespace Gateway.Portal.Home;

/// <summary>Lays out what the policy gives a person.</summary>
internal sealed class RoleCatalog(PolicyStore policies, RevocationList revocations, SessionDurations durations)
{
    public async Task<HomeModel> ForAsync(Caller caller, AccessContext context, IReadOnlyList<string> recent, string query)
    {
        var policy = policies.Current;
        var decision = policy.Decide(caller, context);
        var cards = new List<RoleCard>();
        foreach (var role in decision.Roles.Where(role => !revocations.IsRevoked(caller, role)))
        {
            cards.Add(Card(role.Id, role.Grant, role.Arn, role.AccountName, recent) with { Longest = await durations.LongestAsync(role) });
        }

        foreach (var stepUp in decision.StepUps)
        {
            cards.Add(Card(stepUp.Id, stepUp.Grant, stepUp.Arn, policy.AccountNameOf(stepUp.Arn.AccountId), recent) with { StepUp = stepUp, Longest = await durations.LongestAsync(stepUp) });
        }

        cards.AddRange(decision.Unusable.Select(unusable =>
            Card(unusable.Id, unusable.Grant, unusable.Arn, unusable.Arn is { } arn ? policy.AccountNameOf(arn.AccountId) : "No account", recent) with { Problem = unusable.Problem }));
        var found = query.Length == 0 ? cards : cards.FindAll(card => query.ToLowerInvariant().Split(' ').All(word => card.SearchText.Contains(word, StringComparison.Ordinal)));
        return new HomeModel { Accounts = Group(found), Denial = decision.Denial, Query = query, Total = cards.Count };
    }

    private static RoleCard Card(string id, Grant grant, RoleArn? arn, string account, IReadOnlyList<string> recent) => new()
    {
        Id = id,
        Description = grant.Description,
        Arn = arn,
        AccountName = account,
        Modes = grant.Permit.Modes,
        Recency = recent.ToList().IndexOf(id) is var place and >= 0 ? place : null,
    };

    private static IReadOnlyList<AccountGroup> Group(IEnumerable<RoleCard> cards) =>
    [
        .. cards.GroupBy(card => (card.AccountName, card.Arn?.AccountId))
            .Select(account => new AccountGroup(account.Key.AccountName, account.Key.AccountId,
                [.. account.OrderBy(card => card.Recency ?? int.MaxValue).ThenBy(card => card.Id, StringComparer.Ordinal)]))
            .OrderBy(account => account.Cards.Min(card => card.Recency) ?? int.MaxValue)
            .ThenBy(account => account.Name, StringComparer.OrdinalIgnoreCase),
    ];
}
