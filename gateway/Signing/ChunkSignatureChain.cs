using System.Security.Cryptography;
using System.Text;

namespace Gateway.Signing;

/// <summary>One chain of chunk signatures: each covers the one before it, the first the request's own. It belongs to one body.</summary>
/// <remarks>https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html and sigv4-streaming-trailers.html</remarks>
internal sealed class ChunkSignatureChain
{
    /// <summary>Bytes of a signature in hex.</summary>
    public const int SignatureLength = 64;

    private readonly ChunkSeed _seed;
    private readonly byte[] _previous = new byte[SignatureLength];

    public ChunkSignatureChain(in ChunkSeed seed)
    {
        _seed = seed;
        Encoding.ASCII.GetBytes(seed.Signature.Span, _previous);
    }

    /// <summary>The signature of the last link, in hex.</summary>
    public ReadOnlySpan<byte> Current => _previous;

    /// <summary>Adds the link of a chunk, given the SHA-256 of its data.</summary>
    public void AddChunk(ReadOnlySpan<byte> dataHash) => Add("AWS4-HMAC-SHA256-PAYLOAD", hasHeaderHash: true, dataHash);

    /// <summary>Adds the link of the trailer, given the SHA-256 of its canonical lines.</summary>
    public void AddTrailer(ReadOnlySpan<byte> trailerHash) => Add("AWS4-HMAC-SHA256-TRAILER", hasHeaderHash: false, trailerHash);

    private void Add(string algorithm, bool hasHeaderHash, ReadOnlySpan<byte> hash)
    {
        var text = new CanonicalWriter(512);
        StringToSign.AppendPrologue(ref text, algorithm, _seed.Timestamp, _seed.Scope);
        text.Append(_previous);
        text.Append((byte)'\n');
        if (hasHeaderHash)
        {
            text.Append(PayloadHash.Empty);
            text.Append((byte)'\n');
        }

        text.AppendHex(hash);
        Span<byte> signature = stackalloc byte[SHA256.HashSizeInBytes];
        _seed.Key.Sign(text.Written, signature);
        text.Dispose();
        _ = Convert.TryToHexStringLower(signature, _previous, out _);
    }
}
