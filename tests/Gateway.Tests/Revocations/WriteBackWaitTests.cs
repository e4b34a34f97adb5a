using Gateway.Revocations.Sharing;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Revocations;

/// <summary>A replica that starts at an empty Redis gives the others their time to write back, whatever Redis does meanwhile.</summary>
public sealed class WriteBackWaitTests
{
    private readonly FakeTimeProvider time = new();

    [Fact]
    public void It_is_over_once_Redis_has_been_empty_for_long_enough()
    {
        var wait = new WriteBackWait(TimeSpan.FromSeconds(4), time);
        wait.IsOver().ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(3.9));
        wait.IsOver().ShouldBeFalse();

        time.Advance(TimeSpan.FromSeconds(0.1));

        wait.IsOver().ShouldBeTrue();
    }

    [Fact]
    public void It_begins_anew_when_Redis_went_away_meanwhile()
    {
        var wait = new WriteBackWait(TimeSpan.FromSeconds(4), time);
        wait.IsOver().ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(10));

        wait.BeginAnew();

        wait.IsOver().ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(3.9));
        wait.IsOver().ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(0.1));
        wait.IsOver().ShouldBeTrue();
    }
}
