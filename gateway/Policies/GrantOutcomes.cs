namespace Gateway.Policies;

/// <summary>Gathers what grants give to one caller.</summary>
internal sealed class GrantOutcomes
{
    public List<GrantedRole> Roles { get; } = [];

    public List<StepUp> StepUps { get; } = [];

    public List<UnusableGrant> Unusable { get; } = [];

    /// <summary>Drops what has another id, unless the id is a grant's own.</summary>
    public void KeepId(string id)
    {
        if (id.Contains(':', StringComparison.Ordinal))
        {
            Roles.RemoveAll(role => role.Id != id);
            StepUps.RemoveAll(stepUp => stepUp.Id != id);
            Unusable.RemoveAll(unusable => unusable.Id != id);
        }
    }

    /// <summary>Drops what gives another role.</summary>
    public void KeepArn(RoleArn arn)
    {
        Roles.RemoveAll(role => role.Arn != arn);
        StepUps.RemoveAll(stepUp => stepUp.Arn != arn);
        Unusable.RemoveAll(unusable => unusable.Arn != arn);
    }

    /// <summary>Drops all but the role of that id or ARN.</summary>
    public void KeepRole(string role)
    {
        Roles.RemoveAll(given => given.Id != role && given.Arn.ToString() != role);
        StepUps.RemoveAll(stepUp => stepUp.Id != role && stepUp.Arn.ToString() != role);
        Unusable.RemoveAll(unusable => unusable.Id != role && unusable.Arn?.ToString() != role);
    }

    /// <summary>Everything by id, so that the order of the file never shows.</summary>
    public void Sort()
    {
        Roles.Sort((left, right) => string.CompareOrdinal(left.Id, right.Id));
        StepUps.Sort((left, right) => string.CompareOrdinal(left.Id, right.Id));
        Unusable.Sort((left, right) => string.CompareOrdinal(left.Id, right.Id));
    }
}
