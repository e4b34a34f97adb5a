using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Gateway.Signing;

namespace Gateway.Benchmarks.Load.Requests;

/// <summary>Makes uploads of the four kinds that S3 knows.</summary>
internal sealed class UploadFactory(RequestFactory requests, long size)
{
    private const int ChunkSize = 64 * 1024;
    private const int BlockSize = 1024 * 1024;
    private const string Trailer = "x-amz-checksum-crc32";

    private static readonly byte[] Block = RandomNumberGenerator.GetBytes(BlockSize);

    // Hashed once: every upload has the same bytes.
    private readonly Lazy<string> sha256 = new(() => HashOf(size));
    private readonly Lazy<string> crc32 = new(() => ChecksumOf(size));

    /// <summary>The kinds, by what <c>x-amz-content-sha256</c> says.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["hashed", PayloadHash.Unsigned, PayloadHash.StreamingUnsignedTrailer, PayloadHash.StreamingSigned];

    public Upload Make(Credentials credentials, int number, string kind) => kind switch
    {
        PayloadHash.StreamingUnsignedTrailer => WithTrailer(credentials, number),
        PayloadHash.StreamingSigned => InSignedChunks(credentials, number),
        PayloadHash.Unsigned => Plain(credentials, number, kind),
        _ => Plain(credentials, number, sha256.Value),
    };

    private Upload Plain(Credentials credentials, int number, string payloadHash) =>
        new(requests.PutObjectHead(credentials, number, size, payloadHash, [], out _), Enumerable.Repeat<ReadOnlyMemory<byte>>(Block, (int)(size / BlockSize)));

    private Upload WithTrailer(Credentials credentials, int number)
    {
        byte[] chunk = [.. Encoding.ASCII.GetBytes($"{BlockSize:x}\r\n"), .. Block, .. "\r\n"u8];
        var last = Encoding.ASCII.GetBytes($"0\r\n{Trailer}:{crc32.Value}\r\n\r\n");
        var count = (int)(size / BlockSize);
        var head = requests.PutObjectHead(credentials, number, ((long)chunk.Length * count) + last.Length, PayloadHash.StreamingUnsignedTrailer,
        [
            new("Content-Encoding", "aws-chunked"),
            new("X-Amz-Decoded-Content-Length", size.ToString(CultureInfo.InvariantCulture)),
            new("X-Amz-Trailer", Trailer),
        ], out _);
        return new Upload(head, Enumerable.Repeat<ReadOnlyMemory<byte>>(chunk, count).Append(last));
    }

    private Upload InSignedChunks(Credentials credentials, int number)
    {
        var count = (int)(size / ChunkSize);
        var framing = ChunkHeader(ChunkSize, "").Length + ChunkSignatureChain.SignatureLength + 2;
        var length = ((long)(framing + ChunkSize) * count) + ChunkHeader(0, "").Length + ChunkSignatureChain.SignatureLength + 2;
        var head = requests.PutObjectHead(credentials, number, length, PayloadHash.StreamingSigned,
        [
            new("Content-Encoding", "aws-chunked"),
            new("X-Amz-Decoded-Content-Length", size.ToString(CultureInfo.InvariantCulture)),
        ], out var signed);
        return new Upload(head, SignedChunks(new ChunkSignatureChain(signed.ChunkSeed), count));
    }

    private static IEnumerable<ReadOnlyMemory<byte>> SignedChunks(ChunkSignatureChain chain, int count)
    {
        var chunk = new byte[ChunkHeader(ChunkSize, "").Length + ChunkSignatureChain.SignatureLength + ChunkSize + 2];
        Block.AsSpan(0, ChunkSize).CopyTo(chunk.AsSpan(chunk.Length - ChunkSize - 2));
        "\r\n"u8.CopyTo(chunk.AsSpan(chunk.Length - 2));
        var hash = SHA256.HashData(Block.AsSpan(0, ChunkSize));
        for (var i = 0; i < count; i++)
        {
            chain.AddChunk(hash);
            Encoding.ASCII.GetBytes(ChunkHeader(ChunkSize, Encoding.ASCII.GetString(chain.Current)), chunk);
            yield return chunk;
        }

        chain.AddChunk(SHA256.HashData([]));
        yield return Encoding.ASCII.GetBytes(ChunkHeader(0, Encoding.ASCII.GetString(chain.Current)) + "\r\n");
    }

    private static string ChunkHeader(int size, string signature) => $"{size:x};chunk-signature={signature}\r\n";

    private static string HashOf(long size)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var i = 0; i < size / BlockSize; i++)
        {
            hash.AppendData(Block);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string ChecksumOf(long size)
    {
        using var checksum = TrailerChecksum.Create(Trailer)!;
        for (var i = 0; i < size / BlockSize; i++)
        {
            checksum.Append(Block);
        }

        return checksum.ToBase64();
    }
}
