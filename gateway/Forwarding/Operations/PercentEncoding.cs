using Gateway.Signing;

namespace Gateway.Forwarding.Operations;

/// <summary>Undoes percent-encoding for comparison with known names alone; what is forwarded stays as it came.</summary>
internal static class PercentEncoding
{
    /// <summary>Encodings within encodings are undone this deep; nobody decodes deeper.</summary>
    private const int Depth = 4;

    public static string DecodeAll(string text)
    {
        for (var i = 0; i < Depth && text.Contains('%', StringComparison.Ordinal); i++)
        {
            var decoded = Uri.UnescapeDataString(text);
            if (decoded == text)
            {
                break;
            }

            text = decoded;
        }

        return text;
    }

    /// <summary>A key or value of a query or form: a plus is a space.</summary>
    public static string DecodeForm(string text) => DecodeAll(text.Replace('+', ' '));

    /// <summary>The next byte from <paramref name="at"/> on, its encodings undone as <see cref="DecodeAll"/> undoes them.</summary>
    public static byte Next(ReadOnlySpan<byte> text, ref int at) => Next(text, ref at, Depth);

    private static byte Next(ReadOnlySpan<byte> text, ref int at, int depth)
    {
        if (depth == 0)
        {
            return text[at++];
        }

        var first = Next(text, ref at, depth - 1);
        var after = at;
        if (first == '%'
            && at < text.Length && Next(text, ref at, depth - 1) is var high && char.IsAsciiHexDigit((char)high)
            && at < text.Length && Next(text, ref at, depth - 1) is var low && char.IsAsciiHexDigit((char)low))
        {
            return (byte)((HexDigits.ValueOf(high) << 4) | HexDigits.ValueOf(low));
        }

        at = after;
        return first;
    }
}
