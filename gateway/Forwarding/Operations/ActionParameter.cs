using System.Buffers;
using System.Text;

namespace Gateway.Forwarding.Operations;

/// <summary>The query protocol's <c>Action</c>, in the query string, in the form, or in both.</summary>
/// <remarks>https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#protocol-behaviors</remarks>
internal static class ActionParameter
{
    /// <summary>More pairs than a call of the query protocol has; a form that has more is not read further.</summary>
    public const int MostPairs = 10_000;

    /// <summary>Longer than any operation's name, however it is encoded.</summary>
    private const int LongestValue = 16 * 1024;
    private const int LongestKey = 4 * 1024;
    private const int LongestName = 9;
    private const int MostEncodings = 64;

    private static readonly SearchValues<byte> Separators = SearchValues.Create("&;"u8);

    /// <summary>Finds every value of every key that some parser may take for <c>Action</c> (or for <c>Operation</c>, its name in older services).</summary>
    /// <param name="text">The raw query without its question mark, or the form. What is no action costs no memory: a form may have millions of pairs.</param>
    /// <param name="actions">Takes the values, decoded.</param>
    /// <returns>Whether the text was read to its end.</returns>
    public static bool Read(ReadOnlySpan<byte> text, ICollection<string> actions)
    {
        var pairs = 0;
        foreach (var range in text.SplitAny(Separators))
        {
            var pair = text[range];
            if (pair.IsEmpty)
            {
                continue;
            }

            if (++pairs > MostPairs)
            {
                return false;
            }

            var equals = pair.IndexOf((byte)'=');
            var key = equals < 0 ? pair : pair[..equals];
            // To undo encodings within encodings takes some thirty steps for each.
            if (key.Length > LongestKey || key.Count((byte)'%') > MostEncodings)
            {
                return false;
            }

            if (IsAction(key))
            {
                var value = equals < 0 ? [] : pair[(equals + 1)..];
                if (value.Length > LongestValue)
                {
                    return false;
                }

                actions.Add(PercentEncoding.DecodeForm(Encoding.Latin1.GetString(value)));
            }
        }

        return true;
    }

    /// <summary>As the other, of a raw query with or without its question mark.</summary>
    public static bool Read(string? query, ICollection<string> actions) => Read(Encoding.UTF8.GetBytes(query?.TrimStart('?') ?? ""), actions);

    /// <summary>Whether the key's letters, its encodings undone, spell the parameter: whatever else is in it some parser may drop.</summary>
    private static bool IsAction(ReadOnlySpan<byte> key)
    {
        Span<byte> letters = stackalloc byte[LongestName];
        var count = 0;
        for (var at = 0; at < key.Length;)
        {
            var character = PercentEncoding.Next(key, ref at);
            if (!char.IsAsciiLetter((char)character))
            {
                continue;
            }

            if (count == LongestName)
            {
                return false;
            }

            letters[count++] = (byte)(character | 0x20);
        }

        var name = letters[..count];
        return name.SequenceEqual("action"u8) || name.SequenceEqual("operation"u8);
    }
}
