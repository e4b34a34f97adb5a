using System.Buffers;
using System.Security.Cryptography;
using Gateway.Limits;
using Gateway.Signing;
using Microsoft.AspNetCore.WebUtilities;

namespace Gateway.Forwarding.Bodies;

/// <summary>A whole body, held in memory or beyond 128 KiB in a file that vanishes with it, and its SHA-256.</summary>
internal sealed class BufferedBody : IAsyncDisposable
{
    private const int InMemory = 128 * 1024;

    private const int CopyBuffer = 16 * 1024;

    /// <summary>Bytes of a declared length up to which a body is read into an array of its own: most calls have a few hundred.</summary>
    private const int Small = 16 * 1024;

    private readonly Stream stream;
    private readonly BodyRoom? room;

    private BufferedBody(Stream stream, string sha256, long length, BodyRoom? room = null)
    {
        this.stream = stream;
        this.room = room;
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
    /// <param name="body">Where it comes from.</param>
    /// <param name="declaredLength">Its length; null where nothing says it.</param>
    /// <param name="limit">Bytes that it may have.</param>
    /// <param name="patience">How long it may stand still.</param>
    /// <param name="all">Where its room is taken.</param>
    /// <param name="caller">Whose body it is.</param>
    /// <param name="cancellation">Ends the read.</param>
    /// <exception cref="NoRoomException">The caller's bodies, or all together, are longer than may be held.</exception>
    /// <exception cref="PayloadRejectedException">It stood still.</exception>
    /// <exception cref="InvalidOperationException">It cannot be written to the directory for temporary files.</exception>
    public static ValueTask<BufferedBody?> ReadAsync(Stream body, long? declaredLength, long limit, TimeSpan patience, HeldBytes all, CallerId caller, CancellationToken cancellation) =>
        declaredLength is <= Small && declaredLength <= limit ? ReadSmallAsync(body, (int)declaredLength, patience, cancellation) : ReadLongAsync(body, limit, patience, new BodyRoom(all, caller), cancellation);

    private static async ValueTask<BufferedBody?> ReadSmallAsync(Stream body, int length, TimeSpan patience, CancellationToken cancellation)
    {
        // Not from a pool: the array may outlive the request in a connection that is given up.
        var bytes = new byte[length];
        using var idle = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            for (var (held, read) = (0, 0); held < length; held += read)
            {
                var reading = body.ReadAsync(bytes.AsMemory(held), idle.Token);
                if (!reading.IsCompleted)
                {
                    // No timer for what came along with its head, as most does.
                    idle.CancelAfter(patience);
                }

                read = await reading;
                if (read == 0)
                {
                    throw new EndOfStreamException();
                }
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw PayloadRejectedException.StoodStill();
        }

        return new BufferedBody(new MemoryStream(bytes, writable: false), HexOf(bytes), length) { Bytes = bytes };
    }

    private static string HexOf(byte[] bytes)
    {
        Span<byte> digest = stackalloc byte[Hashing.Sha256.Size];
        Hashing.Sha256.Hash(bytes, digest);
        return Convert.ToHexStringLower(digest);
    }

    private static async ValueTask<BufferedBody?> ReadLongAsync(Stream body, long limit, TimeSpan patience, BodyRoom room, CancellationToken cancellation)
    {
        var client = new ClientBody(body);
        var held = new FileBufferingReadStream(client, room.Rent(InMemory));
        var buffer = ArrayPool<byte>.Shared.Rent(CopyBuffer);
        using var idle = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        BufferedBody? whole = null;
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            long length = 0;
            for (var read = -1; read != 0 && length <= limit; length += read)
            {
                idle.CancelAfter(patience);
                read = await held.ReadAsync(buffer, idle.Token);
                room.Take(read);
                hash.AppendData(buffer, 0, read);
            }

            return length > limit ? null : whole = new BufferedBody(held, Convert.ToHexStringLower(hash.GetHashAndReset()), length, room);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw PayloadRejectedException.StoodStill();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && !client.HasFailed)
        {
            throw new InvalidOperationException($"A body cannot be held in {Path.GetTempPath()}, the directory for temporary files (TMPDIR): {e.Message}", e);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            if (whole is null)
            {
                room.Dispose();
                await held.DisposeAsync();
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        room?.Dispose();
        return stream.DisposeAsync();
    }

    /// <summary>Tells a client that breaks off from a disk that does.</summary>
    private sealed class ClientBody(Stream body) : BodyStream
    {
        public bool HasFailed { get; private set; }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            try
            {
                return await body.ReadAsync(buffer, cancellationToken);
            }
            catch (Exception)
            {
                HasFailed = true;
                throw;
            }
        }
    }
}
