namespace Gateway.Forwarding.Upstream;

/// <summary>Takes a presigned URL's own parameters out of a raw query and leaves every other byte as it was.</summary>
/// <remarks>https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html</remarks>
internal static class ServiceQuery
{
    /// <summary>The query without the parameters of a presigned URL.</summary>
    public static string WithoutSignature(string query) => Strip(query, static name => IsSignature(name));

    /// <summary>The query of a request signed in its header, without a session token that does not belong there.</summary>
    public static string WithoutToken(string query) => query.Contains("Token", StringComparison.OrdinalIgnoreCase) || query.Contains('%', StringComparison.Ordinal)
        ? Strip(query, static name => name.Equals("X-Amz-Security-Token", StringComparison.OrdinalIgnoreCase))
        : query;

    private static bool IsSignature(string name) => name.ToLowerInvariant() is "x-amz-algorithm" or "x-amz-credential" or "x-amz-date" or "x-amz-expires"
        or "x-amz-signedheaders" or "x-amz-signature" or "x-amz-security-token" or "x-amz-content-sha256";

    private static string Strip(string query, Func<string, bool> drops)
    {
        var kept = new List<string>();
        foreach (var part in query.Split('&'))
        {
            var mark = part.IndexOf('=', StringComparison.Ordinal);
            var name = Uri.UnescapeDataString(mark < 0 ? part : part[..mark]);
            if (!drops(name))
            {
                kept.Add(part);
            }
        }

        return string.Join('&', kept);
    }
}
