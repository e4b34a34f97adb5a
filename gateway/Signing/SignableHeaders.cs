using Microsoft.Extensions.Primitives;

namespace Gateway.Signing;

/// <summary>Which headers a signature of ours covers, and in which order.</summary>
internal static class SignableHeaders
{
    // What the transport or a hop after us may change, and what names the caller: never signed, even if listed.
    private static readonly HashSet<string> Never = new(StringComparer.OrdinalIgnoreCase)
    {
        "authorization", "connection", "expect", "keep-alive", "proxy-authenticate", "proxy-authorization", "proxy-connection", "te", "trailer",
        "transfer-encoding", "upgrade", "user-agent", "x-amzn-trace-id",
    };

    /// <summary>Keeps the headers to sign alone, sorted by name; repeats of a name keep their order.</summary>
    public static void Select(ref HeaderTable headers, IReadOnlyList<string>? alsoSign)
    {
        var entries = headers.Entries;
        var kept = 0;
        for (var i = 0; i < entries.Length; i++)
        {
            if (entries[i].Value.Count > 0 && IsSigned(entries[i].Key, alsoSign))
            {
                Insert(entries, kept++, entries[i]);
            }
        }

        headers.Truncate(kept);
    }

    /// <summary>The list of names, lower case, each once, between ';'.</summary>
    public static void AppendNames(ref CanonicalWriter writer, HeaderTable sorted)
    {
        string? previous = null;
        foreach (ref readonly var entry in sorted.Entries)
        {
            if (entry.Key.Equals(previous, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (previous is not null)
            {
                writer.Append((byte)';');
            }

            foreach (var letter in entry.Key)
            {
                writer.Append((byte)char.ToLowerInvariant(letter));
            }

            previous = entry.Key;
        }
    }

    private static bool IsSigned(string name, IReadOnlyList<string>? alsoSign)
    {
        if (name.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase)
            || name.Equals("host", StringComparison.OrdinalIgnoreCase)
            || name.Equals("content-type", StringComparison.OrdinalIgnoreCase)
            || name.Equals("content-md5", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        for (var i = 0; i < alsoSign?.Count; i++)
        {
            if (name.Equals(alsoSign[i], StringComparison.OrdinalIgnoreCase))
            {
                return !Never.Contains(name);
            }
        }

        return false;
    }

    // Insertion keeps repeats in order, and there are few headers: Kestrel takes 100 by default.
    private static void Insert(Span<KeyValuePair<string, StringValues>> entries, int count, KeyValuePair<string, StringValues> entry)
    {
        var at = count;
        while (at > 0 && CompareLower(entries[at - 1].Key, entry.Key) > 0)
        {
            entries[at] = entries[at - 1];
            at--;
        }

        entries[at] = entry;
    }

    // Not OrdinalIgnoreCase, which compares in upper case and so puts '_' after letters.
    private static int CompareLower(string left, string right)
    {
        var common = Math.Min(left.Length, right.Length);
        for (var i = 0; i < common; i++)
        {
            var difference = char.ToLowerInvariant(left[i]) - char.ToLowerInvariant(right[i]);
            if (difference != 0)
            {
                return difference;
            }
        }

        return left.Length - right.Length;
    }
}
