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

    /// <summary>Keeps the headers to sign alone, sorted by name, without those that the signature sets itself; repeats of a name keep their order.</summary>
    public static void Select(ref HeaderTable headers, IReadOnlyList<string>? alsoSign)
    {
        var entries = headers.Entries;
        var kept = 0;
        for (var i = 0; i < entries.Length; i++)
        {
            if (entries[i].Value.Count > 0 && IsSigned(entries[i].Key, alsoSign) && !IsSetBySignature(entries[i].Key))
            {
                Insert(entries, kept++, entries[i]);
            }
        }

        headers.Truncate(kept);
    }

    /// <summary>Adds a header where its name belongs.</summary>
    public static void Add(ref HeaderTable sorted, string name, string value)
    {
        sorted.Add(name, value);
        var entries = sorted.Entries;
        Insert(entries, entries.Length - 1, entries[^1]);
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

            writer.AppendLower(entry.Key);
            previous = entry.Key;
        }
    }

    private static bool IsSigned(string name, IReadOnlyList<string>? alsoSign)
    {
        if (name.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase)
            || HeaderTable.IsNamed(name, "host")
            || HeaderTable.IsNamed(name, "content-type")
            || HeaderTable.IsNamed(name, "content-md5"))
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

    private static bool IsSetBySignature(string name) =>
        HeaderTable.IsNamed(name, "x-amz-date") || HeaderTable.IsNamed(name, "x-amz-security-token") || HeaderTable.IsNamed(name, PayloadHash.HeaderName);

    // Insertion keeps repeats in order, and there are few headers: the server bounds them (Gateway:Limits:HeaderCount).
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
