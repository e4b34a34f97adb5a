using Gateway.Policies;

namespace Gateway.Sso.Assignments;

/// <summary>A caller's roles as accounts with named roles.</summary>
internal sealed class RoleAssignments
{
    private readonly AssignedRole[] usable;
    private readonly AssignedRole[] known;

    /// <summary>Gathers the roles.</summary>
    /// <param name="decision">What the policy says of the caller.</param>
    /// <param name="isUsable">Whether a role can be used at this door, and now.</param>
    public RoleAssignments(AccessDecision decision, Func<GrantedRole, bool> isUsable)
    {
        var roles = decision.Roles.ToLookup(isUsable, role => new AssignedRole(role.Id, role.Arn, role.AccountName));
        usable = [.. roles[true]];
        // What cannot be used just now is not listed, but whoever names it is told why.
        known = [.. usable, .. roles[false],
            .. decision.StepUps.Select(stepUp => new AssignedRole(stepUp.Id, stepUp.Arn, stepUp.Arn.AccountId)),
            .. decision.Unusable.Where(unusable => unusable.Arn is not null).Select(unusable => new AssignedRole(unusable.Id, unusable.Arn!, unusable.Arn!.AccountId))];
    }

    /// <summary>Account ids and names, sorted by id.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Accounts =>
        [.. usable.GroupBy(role => role.Arn.AccountId, StringComparer.Ordinal)
            .Select(group => KeyValuePair.Create(group.Key, group.First().AccountName)).OrderBy(account => account.Key, StringComparer.Ordinal)];

    /// <summary>The names of an account's roles, each of which means one role, sorted.</summary>
    public IReadOnlyList<string> NamesIn(string account)
    {
        var roles = usable.Where(role => role.Arn.AccountId == account).ToList();
        return [.. roles.Select(role => Name(role, roles)).Order(StringComparer.Ordinal)];
    }

    /// <summary>Those roles that a profile may mean. A role that can be used goes before one that cannot, and one's id before another's name.</summary>
    public IReadOnlyList<AssignedRole> Find(string account, string name)
    {
        var found = usable.Where(role => role.Arn.AccountId == account && role.IsCalled(name)).ToList();
        return found.Find(role => role.Id == name) is { } exact ? [exact]
            : found.Count > 0 ? found
            : [.. known.Where(role => role.Arn.AccountId == account && role.IsCalled(name)).OrderByDescending(role => role.Id == name).Take(1)];
    }

    // The shortest of name, path and id that no other role of the account is called.
    private static string Name(AssignedRole role, List<AssignedRole> all) =>
        new[] { role.Arn.Name, role.Arn.Path }.FirstOrDefault(name => all.Count(other => other.IsCalled(name)) == 1) ?? role.Id;
}
