namespace Gateway.Signing;

/// <summary>The Authorization header of SigV4: <c>AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…</c>.</summary>
internal static class AuthorizationHeader
{
    public static bool IsAws(ReadOnlySpan<char> authorization) =>
        authorization.StartsWith("AWS4-", StringComparison.Ordinal) || authorization.StartsWith("AWS ", StringComparison.Ordinal);

    public static SigV4ParseResult Parse(string authorization, HeaderTable headers)
    {
        var space = authorization.AsSpan().IndexOfAny(' ', '\t');
        var algorithm = space < 0 ? authorization : authorization.AsSpan(0, space);
        if (algorithm is not StringToSign.Algorithm)
        {
            return UnsupportedAlgorithm.ErrorFor(algorithm);
        }

        if (!AuthorizationParts.TryParse(authorization.AsMemory(algorithm.Length), out var parts, out var problem)
            || !CredentialScope.TryParse(parts.Credential.Span, out var accessKeyId, out var scope, out problem)
            || !SignedHeaderNames.IsValid(parts.SignedHeaders.Span, out problem))
        {
            return Malformed(problem);
        }

        if (!HexDigits.IsSha256(parts.Signature.Span))
        {
            return Malformed("the signature must be 64 lower-case hex digits");
        }

        if (!SignedHeaderNames.CoverHost(parts.SignedHeaders.Span))
        {
            return SignedHeaderNames.HostMissing;
        }

        if (!SignatureDate.TryFind(headers, parts.SignedHeaders.Span, out var timestamp, out var text, out problem))
        {
            return new SigV4Error(SigV4Fault.BadDate, problem);
        }

        _ = headers.Find("x-amz-security-token", out var token);
        _ = headers.Find(PayloadHash.HeaderName, out var payloadHash);
        return new SigV4Signature
        {
            AccessKeyId = accessKeyId,
            Scope = scope,
            SignedHeaders = parts.SignedHeaders,
            Signature = parts.Signature,
            Timestamp = timestamp,
            TimestampText = text,
            SecurityToken = token,
            DeclaredPayloadHash = payloadHash,
        };
    }

    private static SigV4Error Malformed(string problem) =>
        new(SigV4Fault.MalformedAuthorization, $"The authorization header is malformed: {problem}.");
}
