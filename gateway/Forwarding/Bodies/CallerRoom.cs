using System.Collections.Concurrent;
using Gateway.Limits;

namespace Gateway.Forwarding.Bodies;

/// <summary>Counts what callers hold of something that there is only so much of for all of them.</summary>
/// <param name="most">Bytes for all together.</param>
/// <param name="mostOfOne">Bytes for one caller.</param>
/// <param name="noneOfAll">What to throw where all together have what there is.</param>
/// <param name="noneOfCaller">What to throw where the caller has what one caller gets.</param>
internal sealed class CallerRoom(long most, long mostOfOne, Func<NoRoomException> noneOfAll, Func<NoRoomException> noneOfCaller)
{
    private readonly ConcurrentDictionary<CallerId, long> callers = new();
    private long held;

    public long Count => Interlocked.Read(ref held);

    /// <summary>Callers who hold something.</summary>
    public int Callers => callers.Count;

    /// <summary>Counts bytes in; nothing is counted where there is no room for them.</summary>
    /// <exception cref="NoRoomException">All, or the caller, have what they may.</exception>
    public void Take(CallerId caller, int count)
    {
        var all = Interlocked.Add(ref held, count);
        var own = callers.AddOrUpdate(caller, static (_, taken) => taken, static (_, had, taken) => had + taken, count);
        if (all > most || own > mostOfOne)
        {
            GiveBack(caller, count);
            throw own > mostOfOne ? noneOfCaller() : noneOfAll();
        }
    }

    public void GiveBack(CallerId caller, long count)
    {
        Interlocked.Add(ref held, -count);
        callers.AddOrUpdate(caller, static (_, given) => -given, static (_, had, given) => had - given, count);
        // Whoever holds something again meanwhile stays.
        callers.TryRemove(new(caller, 0));
    }
}
