using System.Buffers;
using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;

namespace Gateway.Forwarding.Bodies;

/// <summary>A whole body, held in memory or beyond 128 KiB in a file that vanishes with it, and its SHA-256.</summary>
internal sealed class BufferedBody : IAsyncDisposable
{
    private const int InMemory = 128 * 1024;

    private readonly FileBufferingReadStream stream;

    private BufferedBody(FileBufferingReadStream stream, string sha256, long length)
    {
        this.stream = stream;
        Sha256 = sha256;
        Length = length;
    }

    /// <summary>64 lower-case hex digits.</summary>
    public string Sha256 { get; }

    public long Length { get; }

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
    public static async ValueTask<BufferedBody?> ReadAsync(Stream body, long limit, CancellationToken cancellation)
    {
        var held = new FileBufferingReadStream(body, InMemory);
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            long length = 0;
            int read;
            while ((read = await held.ReadAsync(buffer, cancellation)) > 0)
            {
                length += read;
                if (length > limit)
                {
                    await held.DisposeAsync();
                    return null;
                }

                hash.AppendData(buffer, 0, read);
            }

            return new BufferedBody(held, Convert.ToHexStringLower(hash.GetHashAndReset()), length);
        }
        catch
        {
            await held.DisposeAsync();
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();
}
