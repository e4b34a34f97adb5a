using Gateway.Identity;

namespace Gateway.Revocations;

/// <summary>When a caller logged in, as revocations mean it.</summary>
internal static class LoginTime
{
    /// <summary><c>auth_time</c>, which tokens of one login share however often they are refreshed; else <c>iat</c>; else the beginning of time.</summary>
    public static DateTimeOffset Of(Caller caller)
    {
        // A client that logs in by itself has no auth_time, or 0.
        if (caller.AuthTime is { } login && login > DateTimeOffset.UnixEpoch)
        {
            return login;
        }

        return caller.Claims.TryGetProperty("iat", out var issued) ? NumericDate.Read(issued) ?? DateTimeOffset.MinValue : DateTimeOffset.MinValue;
    }
}
