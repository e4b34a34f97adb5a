using Microsoft.Extensions.Options;

namespace Gateway.Forwarding.Bodies;

/// <summary>
/// Counts the bytes of all bodies that are held at one time, so that together they fill neither memory nor disk. Half of each kind of room is the most that one
/// caller gets.
/// </summary>
internal sealed class HeldBytes(IOptions<ForwardOptions> options)
{
    /// <summary>Bytes of the buffers of all bodies that are held whole: those of 512.</summary>
    public const long MostMemory = 64L * 1024 * 1024;

    /// <summary>Bytes that bodies in signed chunks take beyond the 128 KiB that each has: a chunk is held until its signature is verified.</summary>
    public const long MostChunks = 128L * 1024 * 1024;

    private long rented;

    /// <summary>Of the bodies that are held whole, to be hashed; what is beyond memory is on disk (<see cref="ForwardOptions.MaxBufferedTotal"/>).</summary>
    /// <remarks>One body of the greatest length has room, whatever the total says.</remarks>
    public CallerRoom Bodies { get; } = new(
        Math.Max(options.Value.MaxBufferedTotal, options.Value.MaxBufferedBody), Math.Max(options.Value.MaxBufferedTotal / 2, options.Value.MaxBufferedBody),
        () => NoRoomException.OfAll, () => NoRoomException.OfCaller);

    /// <summary>Of the chunks.</summary>
    public CallerRoom Chunks { get; } = new(MostChunks, MostChunks / 2, () => NoRoomException.OfAllChunks, () => NoRoomException.OfCallersChunks);

    /// <summary>Counts a buffer of a body that is held whole; false, and nothing is counted, where there is no memory left for it.</summary>
    public bool TryRent(int size)
    {
        if (Interlocked.Add(ref rented, size) <= MostMemory)
        {
            return true;
        }

        Return(size);
        return false;
    }

    public void Return(int size) => Interlocked.Add(ref rented, -size);
}
