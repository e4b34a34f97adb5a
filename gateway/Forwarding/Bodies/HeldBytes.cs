using Microsoft.Extensions.Options;

namespace Gateway.Forwarding.Bodies;

/// <summary>
/// Counts the bytes of all bodies that are held at one time, so that together they fill neither memory nor disk (<see cref="ForwardOptions.MaxBufferedTotal"/>), and
/// what their buffers take of memory: beyond that, bodies are on disk from their first byte.
/// </summary>
internal sealed class HeldBytes(IOptions<ForwardOptions> options)
{
    /// <summary>Bytes of the buffers of all held bodies together: those of 512.</summary>
    public const long MostMemory = 64L * 1024 * 1024;

    // One body of the greatest length must have room, whatever the total says.
    private readonly long most = Math.Max(options.Value.MaxBufferedTotal, options.Value.MaxBufferedBody);
    private long held;
    private long rented;

    public long Count => Interlocked.Read(ref held);

    /// <summary>Counts bytes in; false, and nothing is counted, where there is no room for them.</summary>
    public bool TryTake(int count)
    {
        if (Interlocked.Add(ref held, count) <= most)
        {
            return true;
        }

        GiveBack(count);
        return false;
    }

    public void GiveBack(long count) => Interlocked.Add(ref held, -count);

    /// <summary>Counts a buffer; false, and nothing is counted, where there is no memory left for it.</summary>
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
