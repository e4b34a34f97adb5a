namespace Gateway.Signing;

/// <summary>Verifies what <see cref="SigV4Parser"/> read against the request as it came.</summary>
internal sealed class SigV4Verifier(SigningKeyCache keys)
{
    /// <summary>Null where the signature is right.</summary>
    /// <param name="request">The request as it came.</param>
    /// <param name="signature">What it carries.</param>
    /// <param name="secret">The secret of the signature's access key id.</param>
    /// <param name="payloadHash">The last line of the canonical request: the declared value where one was declared, else the hash of the body.</param>
    /// <param name="encoding">How the service takes the path.</param>
    /// <param name="now">The time by our clock.</param>
    public SigV4Error? Verify(
        in SigV4Request request, SigV4Signature signature, string secret, string payloadHash, PathEncoding encoding, DateTimeOffset now) =>
        Verify(request, signature, keys.Get(secret, signature.Scope), payloadHash, encoding, now);

    /// <inheritdoc cref="Verify(in SigV4Request, SigV4Signature, string, string, PathEncoding, DateTimeOffset)"/>
    public static SigV4Error? Verify(
        in SigV4Request request, SigV4Signature signature, SigningKey key, string payloadHash, PathEncoding encoding, DateTimeOffset now) =>
        throw new NotSupportedException();
}
