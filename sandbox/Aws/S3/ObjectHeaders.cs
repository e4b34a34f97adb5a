using Gateway.Sandbox.Aws.Verification;

namespace Gateway.Sandbox.Aws.S3;

/// <summary>The headers that S3 stores with an object and gives back with it.</summary>
internal static class ObjectHeaders
{
    public static Dictionary<string, string> Read(RawRequest request)
    {
        var kept = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in request.Headers)
        {
            if (name.StartsWith("x-amz-meta-", StringComparison.Ordinal)
                || name is "content-type" or "cache-control" or "content-disposition" or "content-language" or "expires")
            {
                kept[name] = value;
            }
            else if (name == "content-encoding" && WithoutChunking(value) is { Length: > 0 } encoding)
            {
                kept[name] = encoding;
            }
        }

        return kept;
    }

    public static void Write(S3Object found, IHeaderDictionary headers)
    {
        foreach (var (name, value) in found.Headers)
        {
            headers[name] = value;
        }

        headers.ETag = $"\"{found.ETag}\"";
        headers.LastModified = found.Modified.ToString("R");
        headers.AcceptRanges = "bytes";
    }

    /// <summary>S3 takes the framing off and does not store that it was there.</summary>
    private static string WithoutChunking(string encodings) =>
        string.Join(',', encodings.Split(',', StringSplitOptions.TrimEntries).Where(e => e is not ("" or "aws-chunked")));
}
