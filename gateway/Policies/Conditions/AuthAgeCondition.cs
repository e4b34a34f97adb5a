using Gateway.Identity;

namespace Gateway.Policies.Conditions;

/// <summary><c>maxAuthAge</c>: the person logged in no longer ago than this; a fresh login mends it (RFC 9470).</summary>
/// <remarks>Counted from <c>auth_time</c>, since <c>acr</c> can outlive the age that Keycloak gives it.</remarks>
internal sealed class AuthAgeCondition(TimeSpan maxAge, string written) : Condition
{
    public override string Key => "maxAuthAge";

    public override bool IsSteady => false;

    public TimeSpan MaxAge => maxAge;

    public override IReadOnlyList<string> Wanted { get; } = [written];

    // The issuer's clock may be ahead. A login further in the future would be fresh for ever.
    public override bool Holds(Caller caller, in AccessContext context) =>
        caller.AuthTime is { } authTime && context.Now - authTime is var age && age <= maxAge && age >= -TokenLifetime.ClockSkew;

    public override IReadOnlyList<string> Found(Caller caller, in AccessContext context) =>
        caller.AuthTime is { } authTime ? [$"{(context.Now - authTime).TotalSeconds:F0}s"] : [];
}
