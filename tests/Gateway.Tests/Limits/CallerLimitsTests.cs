using Gateway.Identity;
using Gateway.Limits;
using Gateway.Tests.Policies;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Limits;

public sealed class CallerLimitsTests
{
    private readonly FakeTimeProvider time = new();

    [Fact]
    public void After_the_burst_the_rate_counts()
    {
        var limits = Limits(new LimitOptions { RequestsPerSecond = 10, Burst = 3, ConcurrentRequests = 0 });
        var caller = Callers.Of();

        Allowed(limits, caller, of: 5).ShouldBe(3);
        time.Advance(TimeSpan.FromMilliseconds(100));
        Allowed(limits, caller, of: 5).ShouldBe(1);
        time.Advance(TimeSpan.FromHours(1));
        Allowed(limits, caller, of: 5).ShouldBe(3);
    }

    [Fact]
    public void A_request_that_ended_makes_room_for_the_next()
    {
        var limits = Limits(new LimitOptions { RequestsPerSecond = 0, ConcurrentRequests = 2 });
        var caller = Callers.Of();
        var first = limits.Enter(caller);
        limits.Enter(caller).ShouldNotBeNull();

        limits.Enter(caller).ShouldBeNull();
        first!.Leave();

        limits.Enter(caller).ShouldNotBeNull();
    }

    [Fact]
    public void One_caller_s_limit_is_no_other_s()
    {
        var limits = Limits(new LimitOptions { RequestsPerSecond = 1, Burst = 1 });
        limits.Enter(Callers.Of()).ShouldNotBeNull();

        limits.Enter(Callers.Of()).ShouldBeNull();

        limits.Enter(Callers.Of("""{"sub":"another"}""")).ShouldNotBeNull();
        limits.Enter(Callers.Of("""{"iss":"https://other.example"}""")).ShouldNotBeNull();
    }

    [Fact]
    public void Without_limits_nothing_is_refused()
    {
        var limits = Limits(new LimitOptions { RequestsPerSecond = 0, ConcurrentRequests = 0, Burst = 1 });

        Allowed(limits, Callers.Of(), of: 100).ShouldBe(100);
    }

    [Fact]
    public void However_many_callers_come_the_number_that_is_kept_is_bounded()
    {
        var limits = Limits(new LimitOptions());
        var caller = Callers.Of();

        for (var i = 0; i < CallerLimits.MaxCallers + 5_000; i++)
        {
            time.Advance(TimeSpan.FromTicks(1));
            limits.Enter(caller with { Subject = $"{i}" })!.Leave();
        }

        limits.Count.ShouldBeLessThanOrEqualTo(CallerLimits.MaxCallers);
    }

    [Fact]
    public void Callers_that_come_while_others_are_forgotten_are_let_in()
    {
        var limits = Limits(new LimitOptions());
        var caller = Callers.Of();

        Parallel.For(0, CallerLimits.MaxCallers * 3 / 2, i => limits.Enter(caller with { Subject = $"{i}" })!.Leave());

        limits.Count.ShouldBeLessThan(CallerLimits.MaxCallers * 3 / 2);
    }

    private static int Allowed(CallerLimits limits, Caller caller, int of) => Enumerable.Range(0, of).Count(_ => limits.Enter(caller) is not null);

    private CallerLimits Limits(LimitOptions options) => new(Options.Create(options), time);
}
