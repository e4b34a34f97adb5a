namespace Gateway.Signing;

/// <summary>The signatures that are not taken, each with what to do about it.</summary>
internal static class UnsupportedAlgorithm
{
    private const string SigV4aAlgorithm = "AWS4-ECDSA-P256-SHA256";

    public static SigV4Error SigV2 { get; } = new(
        SigV4Fault.SigV2,
        "The request is signed with Signature Version 2. Please use AWS4-HMAC-SHA256: switch the client to Signature Version 4 "
            + "(AWS CLI: aws configure set default.s3.signature_version s3v4; boto3: Config(signature_version='s3v4')).");

    /// <summary>The refusal of any algorithm that is not AWS4-HMAC-SHA256.</summary>
    public static SigV4Error ErrorFor(ReadOnlySpan<char> algorithm) => algorithm switch
    {
        "AWS" => SigV2,
        SigV4aAlgorithm => new SigV4Error(
            SigV4Fault.SigV4a,
            "The request is signed with SigV4a (AWS4-ECDSA-P256-SHA256), which is not supported. Please use AWS4-HMAC-SHA256: switch the client to "
                + "SigV4 (AWS_AUTH_SCHEME_PREFERENCE=sigv4), and use a bucket or a regional access point in place of a multi-region access point."),
        _ => new SigV4Error(
            SigV4Fault.UnknownAlgorithm, "The signing algorithm is not supported. Please use AWS4-HMAC-SHA256 (Signature Version 4)."),
    };
}
