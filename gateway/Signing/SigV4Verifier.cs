using System.Security.Cryptography;

namespace Gateway.Signing;

/// <summary>Verifies what <see cref="SigV4Parser"/> read against the request as it came. It keeps nothing of a request.</summary>
internal static class SigV4Verifier
{
    private const string AmzPrefix = "x-amz-";

    /// <summary>Null where the signature is right.</summary>
    /// <remarks>A key is kept only once a signature has matched: before that the scope is whatever a stranger wrote, and would crowd out the keys of others.</remarks>
    /// <param name="request">The request as it came.</param>
    /// <param name="signature">What it carries.</param>
    /// <param name="secret">The secret of the signature's access key id.</param>
    /// <param name="payloadHash">The last line of the canonical request: the declared value where one was declared, else the hash of the body.</param>
    /// <param name="encoding">How the service takes the path.</param>
    /// <param name="now">The time by our clock.</param>
    /// <param name="form">The form of the path that the client signed.</param>
    public static SigV4Error? Verify(
        in SigV4Request request, SigV4Signature signature, SigningSecret secret, string payloadHash, PathEncoding encoding, DateTimeOffset now, out PathForm form)
    {
        form = PathForm.Canonical;
        using var headers = new HeaderTable(request.Headers);
        if (CheckClaims(headers, signature, now) is { } refused)
        {
            return refused;
        }

        var key = secret.KeyFor(signature.Scope, out var isKnown);
        var error = VerifyForms(request, headers, signature, key, payloadHash, encoding, out form);
        if (error is null && !isKnown)
        {
            secret.Keys.Keep(signature.Scope, key);
        }

        return error;
    }

    // What needs no key.
    private static SigV4Error? CheckClaims(HeaderTable headers, SigV4Signature signature, DateTimeOffset now)
    {
        if (SignatureTime.Check(signature, now) is { } untimely)
        {
            return untimely;
        }

        foreach (ref readonly var header in headers.Entries)
        {
            if (header.Key.StartsWith(AmzPrefix, StringComparison.OrdinalIgnoreCase) && !signature.Signs(header.Key))
            {
                return new SigV4Error(
                    SigV4Fault.UnsignedHeader,
                    $"There were headers present in the request which were not signed: {header.Key.ToLowerInvariant()}. Every x-amz-* header must be signed.");
            }
        }

        return null;
    }

    private static SigV4Error? VerifyForms(
        in SigV4Request request,
        HeaderTable headers,
        SigV4Signature signature,
        SigningKey key,
        string payloadHash,
        PathEncoding encoding,
        out PathForm form)
    {
        form = PathForm.Canonical;
        var error = VerifyForm(request, headers, signature, key, payloadHash, encoding, PathForm.Canonical);
        if (error?.Fault == SigV4Fault.SignatureMismatch
            && CanonicalPath.HasTwoForms(request.RawPath, encoding)
            && VerifyForm(request, headers, signature, key, payloadHash, encoding, PathForm.AsWritten) is null)
        {
            form = PathForm.AsWritten;
            return null;
        }

        return error;
    }

    private static SigV4Error? VerifyForm(
        in SigV4Request request,
        HeaderTable headers,
        SigV4Signature signature,
        SigningKey key,
        string payloadHash,
        PathEncoding encoding,
        PathForm form)
    {
        var writer = new CanonicalWriter(CanonicalRequest.UsualLength);
        try
        {
            if (!CanonicalRequest.TryAppend(
                ref writer, request, headers, signature.SignedHeaders.Span, payloadHash, encoding, form, signature.IsPresigned, out var missing))
            {
                return new SigV4Error(SigV4Fault.MissingSignedHeader, $"The header '{missing}' is in SignedHeaders, but not in the request.");
            }

            return Matches(signature, key, writer.Written) ? null : Mismatch(writer.Written);
        }
        finally
        {
            writer.Dispose();
        }
    }

    private static bool Matches(SigV4Signature signature, SigningKey key, ReadOnlySpan<byte> canonicalRequest)
    {
        var text = new CanonicalWriter(256);
        StringToSign.Append(ref text, signature.TimestampText, signature.Scope, canonicalRequest);
        Span<byte> expected = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> claimed = stackalloc byte[SHA256.HashSizeInBytes];
        key.Sign(text.Written, expected);
        text.Dispose();
        _ = Convert.FromHexString(signature.Signature.Span, claimed, out _, out var length);
        return length == expected.Length && CryptographicOperations.FixedTimeEquals(expected, claimed);
    }

    // The digest tells the client's developer whether both sides had the same canonical request; it gives nothing away that the client did not send.
    private static SigV4Error Mismatch(ReadOnlySpan<byte> canonicalRequest) => new(
        SigV4Fault.SignatureMismatch,
        "The request signature we calculated does not match the signature you provided. Check your secret access key and signing method. "
            + $"SHA-256 of our canonical request: {Convert.ToHexStringLower(SHA256.HashData(canonicalRequest))}.");
}
