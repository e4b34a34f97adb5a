using System.Security.Cryptography;

namespace Gateway.Sso.Oidc;

/// <summary>The code that a client shows and a person compares or types: eight letters that make no word and are not mistaken for digits (RFC 8628 section 6.1).</summary>
internal static class UserCode
{
    private const string Alphabet = "BCDFGHJKLMNPQRSTVWXZ";

    public static string Create() => $"{RandomNumberGenerator.GetString(Alphabet, 4)}-{RandomNumberGenerator.GetString(Alphabet, 4)}";

    /// <summary>Whether both are the same code; case, spaces and dashes are no difference.</summary>
    public static bool Same(string code, string? typed) => typed is { Length: <= 32 } && Plain(code) == Plain(typed);

    private static string Plain(string code) => string.Concat(code.Where(char.IsAsciiLetter)).ToUpperInvariant();
}
