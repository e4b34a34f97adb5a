using Gateway.Revocations.BackChannel;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Revocations;

public sealed class SeenTokensTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider time = new(Now);

    [Fact]
    public void An_id_is_new_once_until_its_token_expires()
    {
        var seen = new SeenTokens(time);

        seen.TryAdd("a", Now.AddMinutes(1)).ShouldBeTrue();
        seen.TryAdd("a", Now.AddMinutes(1)).ShouldBeFalse();
        time.Advance(TimeSpan.FromMinutes(1));
        seen.TryAdd("a", Now.AddMinutes(2)).ShouldBeTrue();
    }

    [Fact]
    public void When_full_the_one_that_expires_first_makes_room()
    {
        var seen = new SeenTokens(time);
        for (var i = 0; i <= SeenTokens.Capacity; i++)
        {
            seen.TryAdd($"{i}", Now.AddSeconds(60 + i)).ShouldBeTrue();
        }

        seen.TryAdd("5", Now.AddHours(1)).ShouldBeFalse();
        seen.TryAdd("0", Now.AddHours(1)).ShouldBeTrue();
    }
}
