using System.Collections.Concurrent;
using Gateway.Limits;
using Microsoft.Extensions.Options;

namespace Gateway.Forwarding.Bodies;

/// <summary>
/// Counts the bytes of all bodies that are held at one time, so that together they fill neither memory nor disk (<see cref="ForwardOptions.MaxBufferedTotal"/>), and
/// what their buffers take of memory: beyond that, bodies are on disk from their first byte. Half of the room is the most that one caller gets.
/// </summary>
internal sealed class HeldBytes(IOptions<ForwardOptions> options)
{
    /// <summary>Bytes of the buffers of all held bodies together: those of 512.</summary>
    public const long MostMemory = 64L * 1024 * 1024;

    // One body of the greatest length must have room, whatever the total says.
    private readonly long most = Math.Max(options.Value.MaxBufferedTotal, options.Value.MaxBufferedBody);
    private readonly long mostOfOne = Math.Max(options.Value.MaxBufferedTotal / 2, options.Value.MaxBufferedBody);
    private readonly ConcurrentDictionary<CallerId, long> callers = new();
    private long held;
    private long rented;

    public long Count => Interlocked.Read(ref held);

    /// <summary>Callers of whom bodies are held.</summary>
    public int Callers => callers.Count;

    /// <summary>Counts bytes in; nothing is counted where there is no room for them.</summary>
    /// <returns>Why there is none; null where there was.</returns>
    public NoRoomException? Take(CallerId caller, int count)
    {
        var all = Interlocked.Add(ref held, count);
        var own = callers.AddOrUpdate(caller, static (_, taken) => taken, static (_, had, taken) => had + taken, count);
        if (all <= most && own <= mostOfOne)
        {
            return null;
        }

        GiveBack(caller, count);
        return own > mostOfOne ? NoRoomException.OfCaller : NoRoomException.OfAll;
    }

    public void GiveBack(CallerId caller, long count)
    {
        Interlocked.Add(ref held, -count);
        callers.AddOrUpdate(caller, static (_, given) => -given, static (_, had, given) => had - given, count);
        // Whoever holds something again meanwhile stays.
        callers.TryRemove(new(caller, 0));
    }

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
