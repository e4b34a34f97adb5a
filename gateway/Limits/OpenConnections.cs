namespace Gateway.Limits;

/// <summary>Counts connections that are open at one time.</summary>
internal sealed class OpenConnections(int most)
{
    private int count;
    private bool full;

    /// <summary>How many may be; 0: any number.</summary>
    public int Most => most;

    /// <summary>Whether one more may be open; if so, <see cref="Leave"/> must follow when it was closed.</summary>
    /// <param name="isFirstRefused">Whether it is the first refused since no more than half of them were open.</param>
    public bool TryEnter(out bool isFirstRefused)
    {
        isFirstRefused = false;
        if (Interlocked.Increment(ref count) <= most || most == 0)
        {
            return true;
        }

        Interlocked.Decrement(ref count);
        isFirstRefused = !Interlocked.Exchange(ref full, true);
        return false;
    }

    public void Leave()
    {
        if (Interlocked.Decrement(ref count) <= most / 2)
        {
            Volatile.Write(ref full, false);
        }
    }
}
