using Microsoft.Extensions.Primitives;

namespace Gateway.Identity;

/// <summary>Reads the token from an Authorization header (RFC 6750 section 2.1).</summary>
internal static class BearerToken
{
    /// <summary>The token; null where the header is absent, repeated or of another scheme.</summary>
    public static string? Read(StringValues authorization)
    {
        const string scheme = "Bearer ";
        return authorization is [{ } value] && value.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)
            && value.AsSpan(scheme.Length).Trim() is { Length: > 0 } token
            ? token.ToString()
            : null;
    }

    /// <summary>The token, with or without the scheme before it, as the container provider sends it.</summary>
    public static string? ReadRaw(StringValues authorization) =>
        Read(authorization) ?? (authorization is [{ Length: > 0 } value] && !value.Trim().Contains(' ', StringComparison.Ordinal) ? value.Trim() : null);
}
