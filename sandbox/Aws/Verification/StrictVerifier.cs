namespace Gateway.Sandbox.Aws.Verification;

/// <summary>
/// Checks a signature as AWS does, and stricter where AWS is lenient: every x-amz-* header and Content-MD5 must be signed, and nothing
/// is mended. It shares no code with the gateway's own signing, so that one can prove the other.
/// </summary>
/// <param name="credentials">The credentials that AWS knows.</param>
/// <param name="time">AWS's clock.</param>
internal sealed class StrictVerifier(CredentialStore credentials, TimeProvider time)
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(15);

    /// <summary>Checks target, scope, time, headers, key, token and signature.</summary>
    /// <param name="request">The raw request.</param>
    /// <param name="claim">What it says about its signature.</param>
    /// <param name="payloadHash">The last line of the canonical request: what was declared for S3, the received body's hash elsewhere.</param>
    /// <exception cref="VerificationException">Something is wrong; the message says what.</exception>
    public VerifiedSignature Verify(RawRequest request, SignatureClaim claim, string payloadHash)
    {
        CheckTarget(request);
        CheckScope(claim);
        CheckTime(claim);
        CheckHeaders(request, claim);
        var credential = Find(claim);
        var key = StringToSign.SigningKey(credential.SecretAccessKey, claim);
        foreach (var form in CanonicalRequest.Forms(request, claim, payloadHash))
        {
            if (StringToSign.SignRequest(key, claim, form) == claim.Signature)
            {
                return new VerifiedSignature(claim, credential, key);
            }
        }

        // The canonical request holds the session token where that is a header, and is therefore not shown.
        throw new VerificationException(
            VerificationFault.SignatureMismatch,
            "The request signature we calculated does not match the signature you provided. Check your key and signing method.");
    }

    private static void CheckTarget(RawRequest request)
    {
        if (!request.Target.StartsWith('/'))
        {
            throw new VerificationException(VerificationFault.SignatureMismatch, "The request target is not in origin form.");
        }
    }

    private static void CheckScope(SignatureClaim claim)
    {
        if (!claim.Timestamp.StartsWith(claim.Date, StringComparison.Ordinal))
        {
            throw new VerificationException(VerificationFault.WrongScope, "The date of the credential scope is not that of X-Amz-Date.");
        }
    }

    private void CheckTime(SignatureClaim claim)
    {
        var now = time.GetUtcNow();
        if (claim.Time > now + Skew || (claim.PresignedFor is null && claim.Time < now - Skew))
        {
            throw new VerificationException(
                VerificationFault.TimeSkewed, "The difference between the request time and the current time is too large.");
        }

        if (claim.PresignedFor is { } lifetime && now > claim.Time + lifetime)
        {
            throw new VerificationException(VerificationFault.PresignedUrlExpired, "Request has expired");
        }
    }

    private static void CheckHeaders(RawRequest request, SignatureClaim claim)
    {
        foreach (var header in request.Headers)
        {
            var mustBeSigned = header.Name is "host" or "content-md5" || header.Name.StartsWith("x-amz-", StringComparison.Ordinal);
            if (mustBeSigned && !claim.SignedHeaders.Contains(header.Name, StringComparer.Ordinal))
            {
                throw new VerificationException(
                    VerificationFault.UnsignedHeader, $"There were headers present in the request which were not signed: {header.Name}");
            }
        }

        var absent = claim.SignedHeaders.FirstOrDefault(name => !request.Has(name));
        if (absent is not null)
        {
            throw new VerificationException(VerificationFault.SignatureMismatch, $"The signed header '{absent}' is not in the request.");
        }

        if (!claim.SignedHeaders.Contains("host", StringComparer.Ordinal))
        {
            throw new VerificationException(VerificationFault.UnsignedHeader, "'host' must be a signed header.");
        }
    }

    private AwsCredential Find(SignatureClaim claim)
    {
        var credential = credentials.Find(claim.AccessKeyId) ?? throw new VerificationException(
            VerificationFault.UnknownAccessKey, "The AWS access key id you provided does not exist in our records.");
        if (claim.SecurityToken != credential.SessionToken)
        {
            throw new VerificationException(VerificationFault.InvalidToken, "The security token included in the request is invalid.");
        }

        return credential.Session is { } session && session.Expiration <= time.GetUtcNow()
            ? throw new VerificationException(VerificationFault.ExpiredToken, "The security token included in the request is expired")
            : credential;
    }
}
