using System.Globalization;

namespace Gateway.Signing;

/// <summary>A signature in the query.</summary>
/// <remarks>https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html</remarks>
internal static class PresignedQuery
{
    /// <summary>How long a presigned request of another service than S3 holds that names no X-Amz-Expires (SDK for Go's STS presigner): 15 minutes.</summary>
    private static readonly TimeSpan UnstatedExpiry = TimeSpan.FromMinutes(15);

    /// <summary>Whether the query holds a signature of SigV4, SigV4a or SigV2, or a part of one.</summary>
    public static bool IsPresent(ReadOnlySpan<char> rawQuery)
    {
        foreach (var (name, _) in new RawQuery(rawQuery))
        {
            if (PresignedParameters.IsSignatureName(name))
            {
                return true;
            }
        }

        return false;
    }

    public static SigV4ParseResult Parse(string rawQuery, HeaderTable headers)
    {
        var parameters = PresignedParameters.Read(rawQuery);
        if (parameters.Repeated is { } repeated)
        {
            return Malformed($"{repeated} must not be repeated");
        }

        if (parameters.Algorithm is null && parameters.IsSigV2)
        {
            return UnsupportedAlgorithm.SigV2;
        }

        if (parameters.Algorithm is not (null or StringToSign.Algorithm))
        {
            return UnsupportedAlgorithm.ErrorFor(parameters.Algorithm);
        }

        if (parameters is not { Algorithm: not null, Credential: { } credential, Date: { } date, SignedHeaders: { } signedHeaders, Signature: { } signature })
        {
            return Malformed("it needs X-Amz-Algorithm, X-Amz-Credential, X-Amz-Date, X-Amz-Expires, X-Amz-SignedHeaders and X-Amz-Signature");
        }

        if (!CredentialScope.TryParse(credential, out var accessKeyId, out var scope, out var problem)
            || !SignedHeaderNames.IsValid(signedHeaders, out problem)
            || !TryParseExpires(parameters.Expires, scope, out var expires, out problem))
        {
            return Malformed(problem);
        }

        if (!HexDigits.IsSha256(signature))
        {
            return Malformed("X-Amz-Signature must be 64 lower-case hex digits");
        }

        if (!SigV4Timestamp.TryParse(date, out var timestamp))
        {
            return Malformed("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"");
        }

        if (!SignedHeaderNames.CoverHost(signedHeaders))
        {
            return SignedHeaderNames.HostMissing;
        }

        if (headers.Find("x-amz-security-token", out var headerToken) > 0 && parameters.SecurityToken is not null)
        {
            return new SigV4Error(SigV4Fault.SeveralSignatures, "The session token must be in the query or in the header, not in both.");
        }

        _ = headers.Find(PayloadHash.HeaderName, out var headerHash);
        return new SigV4Signature
        {
            AccessKeyId = accessKeyId,
            Scope = scope,
            SignedHeaders = signedHeaders.AsMemory(),
            Signature = signature.AsMemory(),
            Timestamp = timestamp,
            TimestampText = date,
            IsPresigned = true,
            Expires = expires,
            SecurityToken = parameters.SecurityToken ?? headerToken,
            DeclaredPayloadHash = headerHash ?? parameters.ContentSha256,
        };
    }

    private static bool TryParseExpires(
        string? text, in CredentialScope scope, out TimeSpan expires, [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out string? problem)
    {
        expires = UnstatedExpiry;
        if (text is null)
        {
            problem = scope.Service.StartsWith("s3", StringComparison.Ordinal) ? "it needs X-Amz-Expires" : null;
            return problem is null;
        }

        problem = null;
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds))
        {
            problem = "X-Amz-Expires should be a number";
        }
        else if (seconds < 1)
        {
            problem = "X-Amz-Expires must be at least 1 second";
        }
        else if (seconds > SignatureTime.LongestExpiry.TotalSeconds)
        {
            problem = "X-Amz-Expires must be less than a week (in seconds); that is, at most 604800";
        }
        else
        {
            expires = TimeSpan.FromSeconds(seconds);
        }

        return problem is null;
    }

    private static SigV4Error Malformed(string problem) => new(SigV4Fault.MalformedQuery, $"The query string authentication is malformed: {problem}.");
}
