using System.Text.Json;

namespace Gateway.Identity;

/// <summary>Times of claims: seconds since 1970, which may have a fraction (RFC 7519 section 2).</summary>
internal static class NumericDate
{
    /// <summary>The last second that a <see cref="DateTimeOffset"/> can be: 9999-12-31T23:59:59Z.</summary>
    private const double Last = 253_402_300_799;

    /// <summary>The time that the claim's value is, without its fraction; null where it is none between 1970 and the year 9999.</summary>
    public static DateTimeOffset? Read(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var seconds) && seconds is >= 0 and <= Last
            ? DateTimeOffset.UnixEpoch.AddSeconds(Math.Floor(seconds))
            : null;
}
