using Gateway.Policies;

namespace Gateway.Assuming;

/// <summary>Whose session of which role: two callers never share one, even where STS would be asked the same for both.</summary>
/// <param name="Issuer">The caller's issuer.</param>
/// <param name="Subject">The caller's subject.</param>
/// <param name="Session">What STS is asked for.</param>
internal sealed record SessionId(string Issuer, string Subject, RoleSession Session);
