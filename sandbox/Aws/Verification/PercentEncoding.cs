using System.Buffers;
using System.Globalization;
using System.Text;

namespace Gateway.Sandbox.Aws.Verification;

/// <summary>RFC 3986 percent-encoding over strings whose chars are bytes (Latin-1).</summary>
internal static class PercentEncoding
{
    private static readonly SearchValues<char> Unreserved =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~");

    private static readonly SearchValues<char> UnreservedAndPercent =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~%");

    /// <summary>Encodes every byte that is not unreserved, the percent sign and the slash included.</summary>
    public static string Encode(string bytes) => Encode(bytes, Unreserved);

    /// <summary>Encodes every byte that is not unreserved, but keeps escapes (and so every percent sign) as they are.</summary>
    public static string EncodeKeepingEscapes(string bytes) => Encode(bytes, UnreservedAndPercent);

    /// <summary>Turns each well-formed escape into its byte; anything else stays. A plus sign is a plus sign.</summary>
    public static string Decode(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal))
        {
            return text;
        }

        var bytes = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]))
            {
                bytes.Append((char)byte.Parse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                i += 2;
            }
            else
            {
                bytes.Append(text[i]);
            }
        }

        return bytes.ToString();
    }

    /// <summary>Decodes escapes, and the bytes as UTF-8.</summary>
    public static string DecodeText(string text)
    {
        var bytes = Decode(text);
        return System.Text.Ascii.IsValid(bytes) ? bytes : Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(bytes));
    }

    private static string Encode(string bytes, SearchValues<char> kept)
    {
        if (!bytes.AsSpan().ContainsAnyExcept(kept))
        {
            return bytes;
        }

        var encoded = new StringBuilder(bytes.Length + 16);
        foreach (var c in bytes)
        {
            if (kept.Contains(c))
            {
                encoded.Append(c);
            }
            else
            {
                encoded.Append('%').Append(((int)c).ToString("X2", CultureInfo.InvariantCulture));
            }
        }

        return encoded.ToString();
    }
}
