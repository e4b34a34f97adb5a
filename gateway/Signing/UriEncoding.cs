using System.Buffers;

namespace Gateway.Signing;

/// <summary>AWS's UriEncode: everything but A-Z a-z 0-9 - . _ ~ becomes %XX, in upper case.</summary>
/// <remarks>https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html (UriEncode)</remarks>
internal static class UriEncoding
{
    private const string UnreservedText = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    private static readonly SearchValues<char> Unreserved = SearchValues.Create(UnreservedText);
    private static readonly SearchValues<char> UnreservedAndSlash = SearchValues.Create(UnreservedText + "/");

    /// <summary>Whether the text stays what it is, whichever way a path is encoded.</summary>
    public static bool IsPlainPath(ReadOnlySpan<char> path) => !path.ContainsAnyExcept(UnreservedAndSlash);

    /// <summary>Encodes what is written, '%' included.</summary>
    public static void AppendEncoded(ref CanonicalWriter writer, ReadOnlySpan<char> text, bool keepSlash)
    {
        var kept = keepSlash ? UnreservedAndSlash : Unreserved;
        while (true)
        {
            var special = text.IndexOfAnyExcept(kept);
            if (special < 0)
            {
                writer.Append(text);
                return;
            }

            writer.Append(text[..special]);
            writer.AppendPercentEncoded(ToByte(text[special]));
            text = text[(special + 1)..];
        }
    }

    /// <summary>Encodes what is meant: %XX is decoded first, so that %7e becomes ~ and %2b becomes %2B. A '%' that begins no escape is a literal one.</summary>
    public static void AppendReencoded(ref CanonicalWriter writer, ReadOnlySpan<char> text, bool keepSlash)
    {
        var kept = keepSlash ? UnreservedAndSlash : Unreserved;
        while (true)
        {
            var special = text.IndexOfAnyExcept(kept);
            if (special < 0)
            {
                writer.Append(text);
                return;
            }

            writer.Append(text[..special]);
            text = text[special..];
            var value = TakeByte(ref text);
            if (kept.Contains((char)value))
            {
                writer.Append(value);
            }
            else
            {
                writer.AppendPercentEncoded(value);
            }
        }
    }

    /// <summary>Decodes %XX; '+' stays a plus.</summary>
    public static string Decode(ReadOnlySpan<char> text)
    {
        if (!text.Contains('%'))
        {
            return text.ToString();
        }

        var decoded = ArrayPool<char>.Shared.Rent(text.Length);
        var length = 0;
        while (!text.IsEmpty)
        {
            decoded[length++] = (char)TakeByte(ref text);
        }

        var result = new string(decoded, 0, length);
        ArrayPool<char>.Shared.Return(decoded, clearArray: true);
        return result;
    }

    /// <summary>Whether the text, decoded, is that name.</summary>
    public static bool DecodesTo(ReadOnlySpan<char> text, ReadOnlySpan<char> name)
    {
        while (!text.IsEmpty && !name.IsEmpty)
        {
            if (TakeByte(ref text) != name[0])
            {
                return false;
            }

            name = name[1..];
        }

        return text.IsEmpty && name.IsEmpty;
    }

    private static byte TakeByte(ref ReadOnlySpan<char> text)
    {
        if (text is ['%', var high, var low, ..] && char.IsAsciiHexDigit(high) && char.IsAsciiHexDigit(low))
        {
            text = text[3..];
            return (byte)((HexDigits.ValueOf(high) << 4) | HexDigits.ValueOf(low));
        }

        var value = ToByte(text[0]);
        text = text[1..];
        return value;
    }

    private static byte ToByte(char value) => value <= '\u00ff'
        ? (byte)value
        : throw new ArgumentException("Header values and targets must hold one byte a char (Latin-1).", nameof(value));
}
