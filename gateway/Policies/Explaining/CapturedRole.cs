using Gateway.Identity;

namespace Gateway.Policies.Explaining;

/// <summary>Finds the one role of a capturing grant that somebody asks about.</summary>
internal static class CapturedRole
{
    /// <summary>What has to be captured for the role, whether or not this caller has a name for it; null where the grant can give it to nobody.</summary>
    /// <param name="rule">The grant.</param>
    /// <param name="caller">Whose names are looked at first: a text may be read in several ways.</param>
    /// <param name="role">A role's id or ARN.</param>
    public static string[]? Find(GrantRule rule, Caller caller, string role)
    {
        if (rule.When.Capture is not { } capture)
        {
            return null;
        }

        var read = role.StartsWith($"{rule.Grant.Id}:", StringComparison.Ordinal)
            ? role.Split(':')[1..]
            : rule.Session.RoleArn.Read(role, capture.Names);
        return capture.Captures(caller).FirstOrDefault(values => IsCalled(rule, values, role))
            ?? (read?.Length == capture.Names.Count && IsGiven(rule, read, role) && capture.NamesFor(read).Count > 0 ? read : null);
    }

    private static bool IsCalled(GrantRule rule, string[] values, string role) => rule.IdFor(values) == role || IsGiven(rule, values, role);

    private static bool IsGiven(GrantRule rule, string[] values, string role) =>
        rule.Session.TryRole(values, out var arn, out _) && (arn.ToString() == role || rule.IdFor(values) == role);
}
