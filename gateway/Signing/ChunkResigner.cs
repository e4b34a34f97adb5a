using System.Security.Cryptography;
using Gateway.Hashing;

namespace Gateway.Signing;

/// <summary>Two chains over the same data: the client's is verified, and ours takes its place.</summary>
internal sealed class ChunkResigner(in ChunkSeed client, in ChunkSeed upstream)
{
    private readonly ChunkSignatureChain _client = new(client);
    private readonly ChunkSignatureChain _upstream = new(upstream);

    /// <summary>Verifies a chunk and overwrites its signature. False, with nothing written, where it is another one.</summary>
    public bool TryResignChunk(ReadOnlySpan<byte> data, Span<byte> signature)
    {
        Span<byte> hash = stackalloc byte[Sha256.Size];
        Sha256.Hash(data, hash);
        _client.AddChunk(hash);
        _upstream.AddChunk(hash);
        return TryReplace(signature);
    }

    /// <summary>The same for the trailer, given its lines in canonical form.</summary>
    public bool TryResignTrailer(ReadOnlySpan<byte> canonicalTrailer, Span<byte> signature)
    {
        Span<byte> hash = stackalloc byte[Sha256.Size];
        Sha256.Hash(canonicalTrailer, hash);
        _client.AddTrailer(hash);
        _upstream.AddTrailer(hash);
        return TryReplace(signature);
    }

    private bool TryReplace(Span<byte> signature)
    {
        if (!CryptographicOperations.FixedTimeEquals(_client.Current, signature))
        {
            return false;
        }

        _upstream.Current.CopyTo(signature);
        return true;
    }
}
