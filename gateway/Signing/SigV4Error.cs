namespace Gateway.Signing;

/// <summary>A refused signature: the cause, and words that say what to do about it. The words never hold a secret, a token or a right signature.</summary>
internal sealed record SigV4Error(SigV4Fault Fault, string Message)
{
    private const string IncompleteSignature = "IncompleteSignature";

    /// <summary>The code that AWS gives for this fault in that dialect, so that SDKs raise their usual exceptions and mend their clocks.</summary>
    public string CodeFor(SigV4Dialect dialect) => dialect == SigV4Dialect.S3 ? S3Code() : OtherCode(isJson: dialect is SigV4Dialect.Json or SigV4Dialect.RestJson);

    /// <summary>
    /// The HTTP status that goes with <see cref="CodeFor"/>. S3 and query: 400 where the form is wrong, 403 where the proof is. JSON 1.x: 400. REST-JSON: 403.
    /// </summary>
    public int StatusFor(SigV4Dialect dialect) => dialect switch
    {
        SigV4Dialect.S3 when Fault is SigV4Fault.SigV2 or SigV4Fault.SigV4a or SigV4Fault.UnknownAlgorithm or SigV4Fault.MalformedAuthorization
            or SigV4Fault.MalformedQuery or SigV4Fault.SeveralSignatures or SigV4Fault.ScopeDateDiffers => 400,
        SigV4Dialect.Query when OtherCode(isJson: false) == IncompleteSignature => 400,
        SigV4Dialect.Json => 400,
        _ => 403,
    };

    private string S3Code() => Fault switch
    {
        SigV4Fault.NotSigned or SigV4Fault.UnsignedHeader or SigV4Fault.BadDate or SigV4Fault.Expired or SigV4Fault.NotYetValid => "AccessDenied",
        SigV4Fault.SigV2 or SigV4Fault.SigV4a or SigV4Fault.UnknownAlgorithm => "InvalidRequest",
        SigV4Fault.MalformedAuthorization or SigV4Fault.ScopeDateDiffers => "AuthorizationHeaderMalformed",
        SigV4Fault.MalformedQuery => "AuthorizationQueryParametersError",
        SigV4Fault.SeveralSignatures => "InvalidArgument",
        SigV4Fault.TimeTooSkewed => "RequestTimeTooSkewed",
        SigV4Fault.MissingSignedHeader or SigV4Fault.SignatureMismatch => "SignatureDoesNotMatch",
        _ => throw new InvalidOperationException($"no code for {Fault}"),
    };

    private string OtherCode(bool isJson) => Fault switch
    {
        SigV4Fault.NotSigned => isJson ? "MissingAuthenticationTokenException" : "MissingAuthenticationToken",
        SigV4Fault.TimeTooSkewed => "RequestTimeTooSkewed",
        SigV4Fault.Expired or SigV4Fault.NotYetValid => isJson ? "AccessDeniedException" : "AccessDenied",
        SigV4Fault.MissingSignedHeader or SigV4Fault.SignatureMismatch or SigV4Fault.UnsignedHeader or SigV4Fault.ScopeDateDiffers =>
            isJson ? "InvalidSignatureException" : "SignatureDoesNotMatch",
        _ => isJson ? "IncompleteSignatureException" : IncompleteSignature,
    };
}
