using Gateway.Limits;

namespace Gateway.Forwarding.Bodies;

/// <summary>What one body takes of the room for all (<see cref="HeldBytes"/>), given back at once when it is disposed of.</summary>
internal sealed class BodyRoom(HeldBytes all, CallerId caller) : IDisposable
{
    private long length;
    private int rented;

    /// <summary>A buffer's size to ask for: the wanted one, or 0 where memory is full.</summary>
    public int Rent(int size) => rented = all.TryRent(size) ? size : 0;

    /// <summary>Takes room for more bytes.</summary>
    /// <exception cref="NoRoomException">The caller's bodies, or all together, are longer than may be held.</exception>
    public void Take(int count)
    {
        if (count > 0)
        {
            all.Bodies.Take(caller, count);
            length += count;
        }
    }

    public void Dispose()
    {
        if (length > 0)
        {
            all.Bodies.GiveBack(caller, length);
        }

        all.Return(rented);
        (length, rented) = (0, 0);
    }
}
