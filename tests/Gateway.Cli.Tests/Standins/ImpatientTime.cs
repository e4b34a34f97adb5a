using Microsoft.Extensions.Time.Testing;

namespace Gateway.Cli.Tests.Standins;

/// <summary>A clock that jumps to the end of every wait, for flows that poll.</summary>
internal sealed class ImpatientTime(DateTimeOffset start) : FakeTimeProvider(start)
{
    public List<TimeSpan> Waits { get; } = [];

    /// <summary>What happens at the end of each wait, before who waited goes on.</summary>
    public Action? Waited { get; set; }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero)
        {
            Waits.Add(dueTime);
            Advance(dueTime);
            Waited?.Invoke();
        }

        return timer;
    }
}
