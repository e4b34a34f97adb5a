using Gateway.Limits;
using Gateway.Signing;

namespace Gateway.Forwarding.Bodies;

/// <summary>What the chunks of one body take of the memory for all. A body that is given up may still be read for a moment, and takes nothing then.</summary>
internal sealed class ChunkRoom(HeldBytes all, CallerId caller) : IBufferRoom
{
    private readonly Lock gate = new();
    private long taken;
    private bool isOver;

    /// <inheritdoc/>
    /// <exception cref="NoRoomException">The caller's chunks, or all together, take what they may.</exception>
    public void Take(int count)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isOver, this);
            all.Chunks.Take(caller, count);
            taken += count;
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            isOver = true;
            if (taken > 0)
            {
                all.Chunks.GiveBack(caller, taken);
                taken = 0;
            }
        }
    }
}
