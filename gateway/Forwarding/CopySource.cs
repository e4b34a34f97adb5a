namespace Gateway.Forwarding;

/// <summary>What <c>x-amz-copy-source</c> says of where an object is copied from; whether it may be read, the session policy decides at AWS.</summary>
/// <remarks>https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html</remarks>
internal static class CopySource
{
    public const string HeaderName = "x-amz-copy-source";

    /// <summary>The region of an access point's or an outpost's ARN; null where the source is a bucket, whose region the name does not tell.</summary>
    public static string? Region(string? source) =>
        source is not null && Uri.UnescapeDataString(source).TrimStart('/').Split(':') is ["arn", _, _, { Length: > 0 } region, _, ..] ? region : null;
}
