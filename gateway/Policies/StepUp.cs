namespace Gateway.Policies;

/// <summary>A grant that a caller would have after a stronger or fresher login (RFC 9470).</summary>
/// <param name="Id">As <see cref="GrantedRole.Id"/>.</param>
/// <param name="Grant">The grant.</param>
/// <param name="Arn">The role it would give.</param>
/// <param name="Duration">How long its session may be.</param>
/// <param name="AcrValues">The <c>acr</c> values of which one is needed; empty where the level suffices.</param>
/// <param name="MaxAge">How long ago the login may be; null where its age is no matter.</param>
/// <param name="MissingClaims">Claims of the login that the token does not hold: while the issuer leaves them out, no login helps.</param>
internal sealed record StepUp(
    string Id, Grant Grant, RoleArn Arn, TimeSpan Duration, IReadOnlyList<string> AcrValues, TimeSpan? MaxAge, IReadOnlyList<string> MissingClaims);
