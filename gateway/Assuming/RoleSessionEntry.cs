using Gateway.Limits;

namespace Gateway.Assuming;

/// <summary>One role session: its credentials, the call to STS under way, and a refusal that is still remembered.</summary>
internal sealed class RoleSessionEntry(SessionId id, StsClient sts, AssumeLimits limits, TimeProvider time)
{
    /// <summary>What is answered where the caller has STS asked for more than it may.</summary>
    public static readonly AssumeResult OverTheLimit = AssumeResult.Fail(AssumeFailureReason.OverLimit, AssumeLimits.Message);

    private static readonly Task<AssumeResult> Refusing = Task.FromResult(OverTheLimit);

    private readonly Lock gate = new();
    private AwsCredentials? credentials;
    private TimeSpan lifetime;
    private Task<AssumeResult>? asking;
    private AssumeResult? refusal;
    private DateTimeOffset refusalEnds;
    private long lastUsed = time.GetTimestamp();

    public long LastUsed => Volatile.Read(ref lastUsed);

    /// <summary>Whether it holds nothing and asks for nothing.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (gate)
            {
                return credentials is null && refusal is null && (asking is null || asking.IsCompleted);
            }
        }
    }

    /// <summary>Credentials from memory or from STS; <paramref name="fresh"/> ones have three quarters of their time left.</summary>
    public ValueTask<AssumeResult> GetAsync(bool fresh, CancellationToken cancellation)
    {
        Volatile.Write(ref lastUsed, time.GetTimestamp());
        Task<AssumeResult> ask;
        lock (gate)
        {
            var now = time.GetUtcNow();
            var left = fresh ? TimeSpan.FromTicks(lifetime.Ticks * 3 / 4) : RoleSessions.Margin;
            if (credentials is { } usable && usable.Expires - now >= left)
            {
                if (usable.Expires - now < RenewWhenLeft && !RefusedLately(now))
                {
                    _ = Ask();
                }

                return ValueTask.FromResult(AssumeResult.Of(usable));
            }

            if (RefusedLately(now))
            {
                return ValueTask.FromResult(refusal!);
            }

            ask = Ask();
        }

        if (ReferenceEquals(ask, Refusing))
        {
            return ValueTask.FromResult(OverTheLimit);
        }

        return new ValueTask<AssumeResult>(ask.WaitAsync(cancellation));
    }

    /// <summary>Forgets credentials that AWS takes no more; false where others are held by now, or these are new.</summary>
    public bool Forget(AwsCredentials refused)
    {
        lock (gate)
        {
            var isOld = ReferenceEquals(credentials, refused) && time.GetUtcNow() - (refused.Expires - lifetime) >= RoleSessions.LeastAge;
            if (isOld)
            {
                credentials = null;
            }

            return isOld;
        }
    }

    // A fifth of its time before the end, five minutes at most.
    private TimeSpan RenewWhenLeft => TimeSpan.FromTicks(Math.Min(lifetime.Ticks / 5, TimeSpan.FromMinutes(5).Ticks));

    private bool RefusedLately(DateTimeOffset now) => refusal is not null && now < refusalEnds;

    private Task<AssumeResult> Ask()
    {
        if (asking is null or { IsCompleted: true })
        {
            asking = limits.Enter(id.Caller) is { } budget ? AskAsync(budget) : Refusing;
        }

        return asking;
    }

    // Runs for all who wait, so no single caller's cancellation ends it; StsResilience bounds its time.
    private async Task<AssumeResult> AskAsync(CallerBudget budget)
    {
        await Task.Yield();
        var asked = time.GetUtcNow();
        AssumeResult result;
        try
        {
            result = await sts.AssumeAsync(id.Session);
        }
        finally
        {
            budget.Leave();
        }

        lock (gate)
        {
            if (result.Assumed)
            {
                credentials = result.Credentials;
                lifetime = result.Credentials.Expires - asked;
                refusal = null;
            }
            else if (result.Failure.Reason == AssumeFailureReason.Refused)
            {
                refusal = result;
                refusalEnds = time.GetUtcNow() + RoleSessions.RefusalMemory;
            }
        }

        return result;
    }
}
