using Gateway.Policies.Sessions;

namespace Gateway.Policies.Reading;

/// <summary>The file's <c>defaults</c>, which hold where a grant is silent.</summary>
/// <param name="Duration">One hour where the file says nothing.</param>
/// <param name="SessionName"><c>${claims.preferred_username}</c> where the file says nothing.</param>
/// <param name="SourceIdentity">None where the file says nothing.</param>
internal sealed record SessionDefaults(TimeSpan Duration, ClaimTemplate SessionName, ClaimTemplate? SourceIdentity);
