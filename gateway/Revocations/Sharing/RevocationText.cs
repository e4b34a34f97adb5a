using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gateway.Revocations.Sharing;

/// <summary>Revocations as Redis holds them: compact JSON, times in milliseconds since 1970. The same revocation always gives the same text.</summary>
internal static class RevocationText
{
    /// <summary>The longest <see cref="RevocationOptions.Lifetime"/>: what ends later was written by another hand, and must not be remembered for ever.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    /// <summary>How far the clocks of replicas may differ. A revocation of logins that are further ahead would lock everyone out, operators included.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromHours(1);

    /// <summary>The longest issuer that is taken, in characters: longer than the address of any.</summary>
    private const int MaxIssuer = 2048;

    public static string Of(Revocation revocation) => JsonSerializer.Serialize(new Entry(
        revocation.Target.Kind.ToString().ToLowerInvariant(), revocation.Target.Issuer, revocation.Target.Value,
        revocation.At.ToUnixTimeMilliseconds(), revocation.Expires.ToUnixTimeMilliseconds(), revocation.By, revocation.LogoutOf));

    public static bool TryRead(string text, DateTimeOffset now, [NotNullWhen(true)] out Revocation? revocation)
    {
        revocation = null;
        try
        {
            var entry = JsonSerializer.Deserialize<Entry>(text);
            if (entry is not { Issuer.Length: <= MaxIssuer, Value.Length: <= RevocationTarget.MaxLength, By.Length: <= RevocationTarget.MaxLength }
                || entry.LogoutOf?.Length > RevocationTarget.MaxLength
                || !Enum.TryParse<RevocationKind>(entry.Kind, ignoreCase: true, out var kind))
            {
                return false;
            }

            var (at, expires) = (DateTimeOffset.FromUnixTimeMilliseconds(entry.At), DateTimeOffset.FromUnixTimeMilliseconds(entry.Expires));
            if (at > now + ClockSkew || expires > now + Longest + ClockSkew)
            {
                return false;
            }

            revocation = new Revocation(new RevocationTarget(kind, entry.Issuer, entry.Value), at, expires, entry.By, entry.LogoutOf);
            return true;
        }
        catch (Exception e) when (e is JsonException or ArgumentOutOfRangeException)
        {
            return false;
        }
    }

    private sealed record Entry(
        [property: JsonPropertyName("k")] string Kind,
        [property: JsonPropertyName("i")] string Issuer,
        [property: JsonPropertyName("v")] string Value,
        [property: JsonPropertyName("at")] long At,
        [property: JsonPropertyName("end")] long Expires,
        [property: JsonPropertyName("by")] string By,
        // An operator's have none, as what older replicas write.
        [property: JsonPropertyName("of"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? LogoutOf);
}
