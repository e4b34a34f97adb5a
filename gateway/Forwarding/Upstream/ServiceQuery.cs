namespace Gateway.Forwarding.Upstream;

/// <summary>Takes a presigned URL's own parameters out of a raw query and leaves every other byte as it was.</summary>
/// <remarks>https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html</remarks>
internal static class ServiceQuery
{
    public static string WithoutSignature(string query)
    {
        var kept = new List<string>();
        foreach (var part in query.Split('&'))
        {
            var mark = part.IndexOf('=', StringComparison.Ordinal);
            var name = Uri.UnescapeDataString(mark < 0 ? part : part[..mark]);
            if (name is not ("X-Amz-Algorithm" or "X-Amz-Credential" or "X-Amz-Date" or "X-Amz-Expires" or "X-Amz-SignedHeaders" or "X-Amz-Signature"
                or "X-Amz-Security-Token" or "X-Amz-Content-Sha256"))
            {
                kept.Add(part);
            }
        }

        return string.Join('&', kept);
    }
}
