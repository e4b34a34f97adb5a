using Microsoft.Extensions.Options;

namespace Gateway.Forwarding.Bodies;

/// <summary>Counts the bytes of all bodies that are held at one time, so that together they fill neither memory nor disk (<see cref="ForwardOptions.MaxBufferedTotal"/>).</summary>
internal sealed class HeldBytes(IOptions<ForwardOptions> options)
{
    // One body of the greatest length must have room, whatever the total says.
    private readonly long most = Math.Max(options.Value.MaxBufferedTotal, options.Value.MaxBufferedBody);
    private long held;

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
}
