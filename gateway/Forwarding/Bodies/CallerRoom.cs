using System.Collections.Concurrent;
using Gateway.Limits;

namespace Gateway.Forwarding.Bodies;

/// <summary>Counts what callers hold of something that there is only so much of for all of them.</summary>
/// <param name="most">Bytes for all together.</param>
/// <param name="mostOfOne">Bytes for one caller.</param>
internal sealed class CallerRoom(long most, long mostOfOne)
{
    private readonly ConcurrentDictionary<CallerId, long> callers = new();
    private long held;

    public long Count => Interlocked.Read(ref held);

    /// <summary>Callers who hold something.</summary>
    public int Callers => callers.Count;

    /// <summary>Counts bytes in; nothing is counted where there is no room for them.</summary>
    public RoomTaken Take(CallerId caller, int count)
    {
        var all = Interlocked.Add(ref held, count);
        var own = callers.AddOrUpdate(caller, static (_, taken) => taken, static (_, had, taken) => had + taken, count);
        if (all <= most && own <= mostOfOne)
        {
            return RoomTaken.Yes;
        }

        GiveBack(caller, count);
        return own > mostOfOne ? RoomTaken.NoneOfCaller : RoomTaken.NoneOfAll;
    }

    public void GiveBack(CallerId caller, long count)
    {
        Interlocked.Add(ref held, -count);
        callers.AddOrUpdate(caller, static (_, given) => -given, static (_, had, given) => had - given, count);
        // Whoever holds something again meanwhile stays.
        callers.TryRemove(new(caller, 0));
    }
}
