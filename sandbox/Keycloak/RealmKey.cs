using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.Sandbox.Keycloak;

/// <summary>One RSA key of the realm, for signatures or (as Keycloak has one too) for encryption.</summary>
internal sealed class RealmKey : IDisposable
{
    private readonly RSA rsa = RSA.Create(2048);
    private readonly Lock signing = new();

    public RealmKey(string use = "sig", string? id = null)
    {
        Use = use;
        Id = id ?? Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(32));
    }

    /// <summary>The <c>kid</c>.</summary>
    public string Id { get; }

    /// <summary><c>sig</c> or <c>enc</c>.</summary>
    public string Use { get; }

    /// <summary>The public key as PEM: what a confused verifier might take for an HMAC secret.</summary>
    public string PublicPem => rsa.ExportSubjectPublicKeyInfoPem();

    public byte[] Sign(byte[] data, RSASignaturePadding padding)
    {
        lock (signing)
        {
            return rsa.SignData(data, HashAlgorithmName.SHA256, padding);
        }
    }

    public bool Verify(byte[] data, byte[] signature)
    {
        lock (signing)
        {
            return rsa.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
    }

    /// <summary>The public key as a JWK (RFC 7517).</summary>
    public JsonObject ToJwk()
    {
        var parameters = rsa.ExportParameters(includePrivateParameters: false);
        return new JsonObject
        {
            ["kid"] = Id,
            ["kty"] = "RSA",
            ["alg"] = Use == "enc" ? "RSA-OAEP" : "RS256",
            ["use"] = Use,
            ["n"] = Base64UrlEncoder.Encode(parameters.Modulus!),
            ["e"] = Base64UrlEncoder.Encode(parameters.Exponent!),
        };
    }

    public void Dispose() => rsa.Dispose();
}
