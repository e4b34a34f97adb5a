using System.Buffers;

namespace Gateway.Signing;

/// <summary>The headers' lines of the canonical request: trimmed, inner runs of white space made one space, repeats joined by commas.</summary>
/// <remarks>https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html (canonical headers)</remarks>
internal static class CanonicalHeaders
{
    private const string WhiteSpaceText = " \t\r\n\v\f";

    private static readonly SearchValues<char> WhiteSpace = SearchValues.Create(WhiteSpaceText);

    /// <summary>Appends a line for each name, in the order of the names. False, with the name, where the request has no such header.</summary>
    public static bool TryAppend(ref CanonicalWriter writer, HeaderTable headers, scoped ReadOnlySpan<char> signedHeaders, out string? missing)
    {
        foreach (var range in signedHeaders.Split(';'))
        {
            var name = signedHeaders[range];
            writer.Append(name);
            writer.Append((byte)':');
            if (!TryAppendValues(ref writer, headers, name is SignedHeaderNames.Authority ? "host" : name))
            {
                missing = name.ToString();
                return false;
            }

            writer.Append((byte)'\n');
        }

        missing = null;
        return true;
    }

    private static bool TryAppendValues(ref CanonicalWriter writer, HeaderTable headers, scoped ReadOnlySpan<char> name)
    {
        var found = false;
        foreach (ref readonly var entry in headers.Entries)
        {
            if (!HeaderTable.IsNamed(entry.Key, name))
            {
                continue;
            }

            for (var i = 0; i < entry.Value.Count; i++)
            {
                if (found)
                {
                    writer.Append((byte)',');
                }

                AppendValue(ref writer, entry.Value[i]);
                found = true;
            }
        }

        return found;
    }

    private static void AppendValue(ref CanonicalWriter writer, ReadOnlySpan<char> value)
    {
        value = value.Trim(WhiteSpaceText);
        while (true)
        {
            var space = value.IndexOfAny(WhiteSpace);
            if (space < 0)
            {
                writer.Append(value);
                return;
            }

            writer.Append(value[..space]);
            writer.Append((byte)' ');
            value = value[space..].TrimStart(WhiteSpaceText);
        }
    }
}
