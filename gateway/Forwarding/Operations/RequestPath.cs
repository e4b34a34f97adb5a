namespace Gateway.Forwarding.Operations;

/// <summary>The ways in which a service may take a raw path apart.</summary>
internal static class RequestPath
{
    /// <summary>As it stands: split at slashes, one at the end left out.</summary>
    public static string[] Split(string path)
    {
        var trimmed = path.AsSpan().TrimStart('/').Length == 0 ? "" : path[(path[0] == '/' ? 1 : 0)..];
        if (trimmed.EndsWith('/'))
        {
            trimmed = trimmed[..^1];
        }

        return trimmed.Length == 0 ? [] : trimmed.Split('/');
    }

    /// <summary>Each segment decoded after the split, empty and dot segments resolved: how a service reads a path that obeys the rules.</summary>
    public static string[] SplitThenDecode(string path) => Resolve(path.Split('/').Select(PercentEncoding.DecodeAll));

    /// <summary>Decoded before the split: how a careless front end may read it.</summary>
    public static string[] DecodeThenSplit(string path) => Resolve(PercentEncoding.DecodeAll(path).Replace('\\', '/').Split('/'));

    /// <summary>
    /// Whether the path's segments are others once it is decoded: it holds a backslash, dot segments, a slash that is encoded more than once, or
    /// encodings too deep. A slash encoded once is what SDKs make of an ARN in a path; both its readings are looked at.
    /// </summary>
    public static bool IsAmbiguous(string path)
    {
        var decoded = PercentEncoding.DecodeAll(path);
        return decoded.Contains('\\', StringComparison.Ordinal)
            || decoded.Count('/') != path.Count('/') + SlashesEncodedOnce(path)
            || decoded.Split('/').Any(segment => WithoutParameters(segment) is "." or "..")
            || Uri.UnescapeDataString(decoded) != decoded;
    }

    private static int SlashesEncodedOnce(ReadOnlySpan<char> path)
    {
        var count = 0;
        for (var at = path.IndexOf("%2F", StringComparison.OrdinalIgnoreCase); at >= 0; at = path.IndexOf("%2F", StringComparison.OrdinalIgnoreCase))
        {
            count++;
            path = path[(at + 3)..];
        }

        return count;
    }

    private static string[] Resolve(IEnumerable<string> segments)
    {
        var resolved = new List<string>();
        foreach (var segment in segments.Select(WithoutParameters))
        {
            if (segment == ".." && resolved.Count > 0)
            {
                resolved.RemoveAt(resolved.Count - 1);
            }
            else if (segment is not ("" or "." or ".."))
            {
                resolved.Add(segment);
            }
        }

        return [.. resolved];
    }

    /// <summary>Java's servlets drop what follows a semicolon in a segment.</summary>
    private static string WithoutParameters(string segment) =>
        segment.IndexOf(';', StringComparison.Ordinal) is var mark and >= 0 ? segment[..mark] : segment;
}
