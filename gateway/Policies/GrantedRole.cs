namespace Gateway.Policies;

/// <summary>One AWS role that one grant gives to one caller.</summary>
internal sealed record GrantedRole
{
    /// <summary>
    /// The grant's id; where the grant captures from a role's name, the grant's id and the captured values in the order of
    /// their names in the pattern, joined by colons (<c>by-arn:111122223333:Legacy</c>). Unique within one decision; no slash, no space.
    /// </summary>
    public required string Id { get; init; }

    public required Grant Grant { get; init; }

    public required RoleArn Arn { get; init; }

    /// <summary>The account's name in the policy file.</summary>
    public required string AccountName { get; init; }

    /// <summary>What STS is asked for when this caller takes the role.</summary>
    public required RoleSession Session { get; init; }
}
