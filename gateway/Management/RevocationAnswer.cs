using System.Text.Json.Serialization;
using Gateway.Revocations;

namespace Gateway.Management;

/// <summary>A revocation that is remembered.</summary>
/// <param name="Kind"><c>subject</c>, <c>session</c>, <c>grant</c> or <c>before</c>.</param>
/// <param name="Issuer">Whose; left out where every issuer is meant.</param>
/// <param name="Value">The subject, session or grant; left out for <c>before</c>.</param>
/// <param name="At">Logins up to this moment are revoked; for a session, when it was ended.</param>
/// <param name="Expires">When it is forgotten.</param>
/// <param name="By">Who revoked.</param>
/// <param name="Shared">Of one made now: whether the Redis that replicas share has it; false: others let it through until Redis is reached. Left out where nothing is shared.</param>
internal sealed record RevocationAnswer(
    string Kind,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Issuer,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Value,
    DateTimeOffset At, DateTimeOffset Expires, string By,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Shared = null)
{
    public static RevocationAnswer Of(Revocation revocation) => new(
        revocation.Target.Kind.ToString().ToLowerInvariant(),
        revocation.Target.Issuer is { Length: > 0 } issuer ? issuer : null,
        revocation.Target.Value is { Length: > 0 } value ? value : null,
        revocation.At, revocation.Expires, revocation.By);
}
