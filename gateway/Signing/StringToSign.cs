using Gateway.Hashing;

namespace Gateway.Signing;

/// <summary>What the signing key signs: algorithm, time, scope, and a digest of the canonical request.</summary>
internal static class StringToSign
{
    public const string Algorithm = "AWS4-HMAC-SHA256";

    public static void Append(ref CanonicalWriter writer, ReadOnlySpan<char> timestamp, in CredentialScope scope, ReadOnlySpan<byte> canonicalRequest)
    {
        // First the digest: the canonical request may stand in this writer's own buffer, which appending may replace.
        Span<byte> digest = stackalloc byte[Sha256.Size];
        Sha256.Hash(canonicalRequest, digest);
        AppendPrologue(ref writer, Algorithm, timestamp, scope);
        writer.AppendHex(digest);
    }

    /// <summary>The first three lines, which the strings to sign of requests, chunks and trailers have in common.</summary>
    public static void AppendPrologue(ref CanonicalWriter writer, ReadOnlySpan<char> algorithm, ReadOnlySpan<char> timestamp, in CredentialScope scope)
    {
        writer.Append(algorithm);
        writer.Append((byte)'\n');
        writer.Append(timestamp);
        writer.Append((byte)'\n');
        writer.Append(scope.Date);
        writer.Append((byte)'/');
        writer.Append(scope.Region);
        writer.Append((byte)'/');
        writer.Append(scope.Service);
        writer.Append((byte)'/');
        writer.Append(CredentialScope.Terminator);
        writer.Append((byte)'\n');
    }
}
