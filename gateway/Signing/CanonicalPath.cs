namespace Gateway.Signing;

/// <summary>The path's line of the canonical request.</summary>
/// <remarks>https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html (canonical URI)</remarks>
internal static class CanonicalPath
{
    /// <summary>Whether the two forms may differ for this path.</summary>
    public static bool HasTwoForms(ReadOnlySpan<char> rawPath, PathEncoding encoding) => encoding == PathEncoding.Once
        ? !UriEncoding.IsPlainPath(rawPath)
        : rawPath.Contains("//", StringComparison.Ordinal) || rawPath.Contains("/.", StringComparison.Ordinal);

    public static void Append(ref CanonicalWriter writer, ReadOnlySpan<char> rawPath, PathEncoding encoding, PathForm form)
    {
        var before = writer.Length;
        switch (encoding, form)
        {
            // What S3 expects is the key encoded once, whatever its encoding on the wire: '@' must be signed as %40, %7E as '~' (Envoy issue 42165).
            case (PathEncoding.Once, PathForm.Canonical):
                UriEncoding.AppendReencoded(ref writer, rawPath, keepSlash: true);
                break;
            case (PathEncoding.Once, PathForm.AsWritten):
                writer.Append(rawPath);
                break;
            case (PathEncoding.Twice, PathForm.Canonical) when HasTwoForms(rawPath, encoding):
                AppendNormalized(ref writer, rawPath);
                break;
            default:
                UriEncoding.AppendEncoded(ref writer, rawPath, keepSlash: true);
                break;
        }

        if (writer.Length == before)
        {
            writer.Append((byte)'/');
        }
    }

    /// <summary>Without '.', '..' and empty segments; %2E is a name like any other. A slash at the end stays where there is something before it.</summary>
    private static void AppendNormalized(ref CanonicalWriter writer, ReadOnlySpan<char> path)
    {
        var start = writer.Length;
        foreach (var range in path.Split('/'))
        {
            var segment = path[range];
            if (segment.IsEmpty || segment is ".")
            {
                continue;
            }

            if (segment is "..")
            {
                // A segment never holds a bare '/', so the last one is where the last segment began.
                writer.Truncate(start + Math.Max(0, writer.Written[start..].LastIndexOf((byte)'/')));
                continue;
            }

            writer.Append((byte)'/');
            UriEncoding.AppendEncoded(ref writer, segment, keepSlash: false);
        }

        if (path.EndsWith('/') && writer.Length > start)
        {
            writer.Append((byte)'/');
        }
    }
}
