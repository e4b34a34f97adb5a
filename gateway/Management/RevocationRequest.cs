using System.Text.Json.Serialization;

namespace Gateway.Management;

/// <summary>What an operator revokes: exactly one of subject, session, grant and before.</summary>
/// <param name="Subject">The <c>sub</c> of a caller: logins up to now are revoked.</param>
/// <param name="Session">The <c>sid</c> of a login session.</param>
/// <param name="Grant">A grant's or role's id: logins up to now may not use it any more.</param>
/// <param name="Before">A moment in the past as RFC 3339 writes it, with its offset: all logins up to it are revoked.</param>
/// <param name="Issuer">Whose subject, session or logins; may be left out where one issuer is configured, and for before, where it then means every issuer.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record RevocationRequest(
    string? Subject = null, string? Session = null, string? Grant = null, string? Before = null, string? Issuer = null);
