namespace Gateway.Signing;

/// <summary>Which of two readings of a path to take: SDKs agree on the paths that they make themselves, and differ on all others.</summary>
internal enum PathForm
{
    /// <summary>As AWS computes it: dot segments removed (or, for S3's family, the key decoded and encoded once).</summary>
    Canonical,

    /// <summary>As signers write it that take the path on the wire for canonical: SDK for Go and .NET (not normalised), botocore for S3 (not touched).</summary>
    AsWritten,
}
