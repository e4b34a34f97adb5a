using Gateway.Signing;

namespace Gateway.Tests.Signing;

/// <summary>A signer and a verifier that share a secret and a clock.</summary>
internal sealed class SignedExchange(string service = "dynamodb")
{
    public const string Secret = "secret/+=";

    public static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    /// <summary>What the verifier keeps for the secret.</summary>
    public SigningKeys Keys { get; } = new();

    public PathEncoding Encoding => service == "s3" ? PathEncoding.Once : PathEncoding.Twice;

    public SignedRequestHeaders Sign(TestRequest request, string? token = "token", params string[] alsoSign) =>
        new SigV4Signer().Sign(request.Signed, new SigningParameters
        {
            Credentials = new SigningCredentials("AKID", Secret, token),
            Region = "eu-west-1",
            Service = service,
            PayloadHash = request.BodyHash,
            PathEncoding = Encoding,
            Now = Now,
            SendPayloadHash = service == "s3",
            AlsoSign = alsoSign,
        });

    public SigV4Error? Verify(TestRequest request, DateTimeOffset? now = null, string secret = Secret)
    {
        var parsed = SigV4Parser.Parse(request.Signed);
        return parsed.Signature is { } signature
            ? SigV4Verifier.Verify(
                request.Signed, signature, new SigningSecret(secret, secret == Secret ? Keys : new SigningKeys()), signature.DeclaredPayloadHash ?? request.BodyHash, Encoding, now ?? Now, out _)
            : parsed.Error;
    }
}
