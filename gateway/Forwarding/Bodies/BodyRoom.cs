namespace Gateway.Forwarding.Bodies;

/// <summary>What one body takes of the room for all (<see cref="HeldBytes"/>), given back at once when it is disposed of.</summary>
internal sealed class BodyRoom(HeldBytes all) : IDisposable
{
    private long length;
    private int rented;

    /// <summary>A buffer's size to ask for: the wanted one, or 0 where memory is full.</summary>
    public int Rent(int size) => rented = all.TryRent(size) ? size : 0;

    /// <summary>Takes room for more bytes.</summary>
    /// <exception cref="NoRoomException">All bodies together are longer than may be held.</exception>
    public void Take(int count)
    {
        if (!all.TryTake(count))
        {
            throw new NoRoomException();
        }

        length += count;
    }

    public void Dispose()
    {
        all.GiveBack(length);
        all.Return(rented);
        (length, rented) = (0, 0);
    }
}
