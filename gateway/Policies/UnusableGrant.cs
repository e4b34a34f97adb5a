namespace Gateway.Policies;

/// <summary>A grant that matches a caller but whose role the caller cannot take.</summary>
/// <param name="Id">As <see cref="GrantedRole.Id"/>.</param>
/// <param name="Grant">The grant.</param>
/// <param name="Arn">The role it names; null where the capture gives no valid or no listed one.</param>
/// <param name="Problem">What is wrong and who can mend it; holds no claim's value.</param>
internal sealed record UnusableGrant(string Id, Grant Grant, RoleArn? Arn, string Problem);
