namespace Gateway.Signing;

/// <summary>How a service takes the path into the canonical request.</summary>
/// <remarks>https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html (canonical URI)</remarks>
internal enum PathEncoding
{
    /// <summary>Every service but S3's family: dot segments and empty segments are removed, then what is on the wire is encoded once more.</summary>
    Twice,

    /// <summary>s3, s3-outposts, s3express, s3-object-lambda: nothing is removed, and the key is percent-encoded exactly once.</summary>
    Once,
}
