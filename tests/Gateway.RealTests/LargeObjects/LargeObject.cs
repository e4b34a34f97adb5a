using System.Security.Cryptography;

namespace Gateway.RealTests.LargeObjects;

/// <summary>An object that is nowhere whole: blocks that repeat.</summary>
internal sealed class LargeObject
{
    /// <summary>Bytes of a block, and of a chunk: as the AWS SDK for .NET sends them.</summary>
    public const int BlockSize = 64 * 1024;

    // An odd number, so that no buffer's size is a multiple of what repeats.
    private const int Different = 31;

    private static readonly byte[][] Blocks = MakeBlocks();

    private static readonly byte[][] BlockHashes = [.. Blocks.Select(SHA256.HashData)];

    private readonly Lazy<byte[]> _sha256;

    private LargeObject(long blockCount)
    {
        BlockCount = blockCount;
        _sha256 = new Lazy<byte[]>(Hash);
    }

    /// <summary>5 GiB, the most that one PUT may carry.</summary>
    public static LargeObject Largest { get; } = new(80 * 1024);

    /// <summary>512 MiB, more than the gateway's process may ever hold.</summary>
    public static LargeObject Large { get; } = new(8 * 1024);

    public long BlockCount { get; }

    public long Length => BlockCount * BlockSize;

    /// <summary>SHA-256 of the whole.</summary>
    public byte[] Sha256 => _sha256.Value;

    public static ReadOnlyMemory<byte> Block(long number) => Blocks[number % Different];

    public static ReadOnlySpan<byte> BlockSha256(long number) => BlockHashes[number % Different];

    private static byte[][] MakeBlocks()
    {
        var random = new Random(20261125);
        var blocks = new byte[Different][];
        foreach (ref var block in blocks.AsSpan())
        {
            block = new byte[BlockSize];
            random.NextBytes(block);
        }

        return blocks;
    }

    private byte[] Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (long number = 0; number < BlockCount; number++)
        {
            hash.AppendData(Block(number).Span);
        }

        return hash.GetHashAndReset();
    }
}
