using System.Buffers;
using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;

namespace Gateway.Forwarding.Bodies;

/// <summary>A whole body, held in memory or beyond 128 KiB in a file that vanishes with it, and its SHA-256.</summary>
internal sealed class BufferedBody : IAsyncDisposable
{
    private const int InMemory = 128 * 1024;

    /// <summary>Bytes of a declared length up to which a body is read into an array of its own: most calls have a few hundred.</summary>
    private const int Small = 16 * 1024;

    private readonly Stream stream;
    private readonly HeldBytes? counted;

    private BufferedBody(Stream stream, string sha256, long length, HeldBytes? counted = null)
    {
        this.stream = stream;
        this.counted = counted;
        Sha256 = sha256;
        Length = length;
    }

    /// <summary>64 lower-case hex digits.</summary>
    public string Sha256 { get; }

    public long Length { get; }

    /// <summary>All of a small body; null for one that is held elsewhere.</summary>
    public byte[]? Bytes { get; private init; }

    /// <summary>The body from its beginning; read it once at a time.</summary>
    public Stream Rewound()
    {
        stream.Position = 0;
        return stream;
    }

    /// <summary>The first bytes of the body, at most <paramref name="most"/>.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> PeekAsync(int most, CancellationToken cancellation)
    {
        var bytes = new byte[Math.Min(Length, most)];
        await Rewound().ReadExactlyAsync(bytes, cancellation);
        return bytes;
    }

    /// <summary>Reads a body to its end; null when it is longer than <paramref name="limit"/>.</summary>
    /// <exception cref="NoRoomException">All bodies together are longer than may be held.</exception>
    public static ValueTask<BufferedBody?> ReadAsync(Stream body, long? declaredLength, long limit, HeldBytes all, CancellationToken cancellation) =>
        declaredLength is <= Small && declaredLength <= limit ? ReadSmallAsync(body, (int)declaredLength, cancellation) : ReadAsync(body, limit, all, cancellation);

    private static async ValueTask<BufferedBody?> ReadSmallAsync(Stream body, int length, CancellationToken cancellation)
    {
        // Not from a pool: the array may outlive the request in a connection that is given up.
        var bytes = new byte[length];
        await body.ReadExactlyAsync(bytes, cancellation);
        return new BufferedBody(new MemoryStream(bytes, writable: false), Convert.ToHexStringLower(SHA256.HashData(bytes)), length) { Bytes = bytes };
    }

    private static async ValueTask<BufferedBody?> ReadAsync(Stream body, long limit, HeldBytes all, CancellationToken cancellation)
    {
        var held = new FileBufferingReadStream(body, InMemory);
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        long length = 0;
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            int read;
            while ((read = await held.ReadAsync(buffer, cancellation)) > 0)
            {
                if (!all.TryTake(read))
                {
                    throw new NoRoomException();
                }

                length += read;
                if (length > limit)
                {
                    all.GiveBack(length);
                    await held.DisposeAsync();
                    return null;
                }

                hash.AppendData(buffer, 0, read);
            }

            return new BufferedBody(held, Convert.ToHexStringLower(hash.GetHashAndReset()), length, all);
        }
        catch
        {
            all.GiveBack(length);
            await held.DisposeAsync();
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public ValueTask DisposeAsync()
    {
        counted?.GiveBack(Length);
        return stream.DisposeAsync();
    }
}
