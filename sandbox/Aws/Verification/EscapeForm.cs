namespace Gateway.Sandbox.Aws.Verification;

/// <summary>
/// How escapes that a canonical encoder would not have written (<c>%7E</c>, <c>%2f</c>) enter the canonical request. AWS's page asks for
/// the "URI-encoded" path and query and does not say what becomes of them; SDKs never send such, so both readings are taken.
/// </summary>
internal enum EscapeForm
{
    /// <summary>Decoded and encoded anew, as strict servers do (MinIO): <c>%7E</c> becomes <c>~</c>.</summary>
    Decoded,

    /// <summary>Kept as sent, as signers that work on the encoded target do (botocore).</summary>
    AsSent,
}
