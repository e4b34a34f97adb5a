namespace Gateway.Limits;

/// <summary>What one caller has left: a token bucket for its rate, and the requests that it has under way.</summary>
internal sealed class CallerBudget(BudgetLimits limits, TimeProvider time)
{
    private readonly Lock gate = new();
    private double tokens = limits.Burst;
    private long refilled = time.GetTimestamp();
    private int underWay;

    /// <summary>When it was last asked for, by the clock's timestamps.</summary>
    public long LastUsed => Volatile.Read(ref refilled);

    /// <summary>Whether one more request might begin now; takes nothing.</summary>
    public bool HasRoom
    {
        get
        {
            lock (gate)
            {
                return (limits.PerSecond == 0 || tokens + (time.GetElapsedTime(refilled).TotalSeconds * limits.PerSecond) >= 1)
                    && (limits.UnderWay == 0 || underWay < limits.UnderWay);
            }
        }
    }

    /// <summary>Whether one more request may begin; if so, <see cref="Leave"/> must follow when it has ended.</summary>
    public bool TryEnter()
    {
        lock (gate)
        {
            var now = time.GetTimestamp();
            if (limits.PerSecond > 0)
            {
                tokens = Math.Min(limits.Burst, tokens + (time.GetElapsedTime(refilled, now).TotalSeconds * limits.PerSecond));
            }

            Volatile.Write(ref refilled, now);
            if ((limits.PerSecond > 0 && tokens < 1) || (limits.UnderWay > 0 && underWay >= limits.UnderWay))
            {
                return false;
            }

            tokens--;
            underWay++;
            return true;
        }
    }

    public void Leave()
    {
        lock (gate)
        {
            underWay--;
        }
    }
}
