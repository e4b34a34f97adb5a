using System.Security.Cryptography;
using System.Text;

namespace Gateway.Sandbox.Aws.Verification;

/// <summary>The hashes and keyed hashes of Signature Version 4. Chars are bytes (Latin-1).</summary>
internal static class StringToSign
{
    public const string EmptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    public static byte[] SigningKey(string secret, SignatureClaim claim)
    {
        var date = Hmac(Encoding.UTF8.GetBytes("AWS4" + secret), claim.Date);
        return Hmac(Hmac(Hmac(date, claim.Region), claim.Service), "aws4_request");
    }

    public static string SignRequest(byte[] key, SignatureClaim claim, string canonicalRequest) =>
        Sign(key, SignatureClaimReader.Algorithm, claim, Hash(canonicalRequest));

    /// <summary>https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html</summary>
    public static string SignChunk(byte[] key, SignatureClaim claim, string previous, string chunkHash) =>
        Sign(key, "AWS4-HMAC-SHA256-PAYLOAD", claim, $"{previous}\n{EmptyHash}\n{chunkHash}");

    /// <summary>https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html</summary>
    public static string SignTrailer(byte[] key, SignatureClaim claim, string previous, string trailers) =>
        Sign(key, "AWS4-HMAC-SHA256-TRAILER", claim, $"{previous}\n{Hash(trailers)}");

    private static string Sign(byte[] key, string algorithm, SignatureClaim claim, string rest) =>
        Convert.ToHexStringLower(Hmac(key, $"{algorithm}\n{claim.Timestamp}\n{claim.Scope}\n{rest}"));

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.Latin1.GetBytes(text)));

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.Latin1.GetBytes(text));
}
