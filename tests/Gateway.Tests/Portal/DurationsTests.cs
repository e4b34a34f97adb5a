using Gateway.Portal.Home;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Portal;

public sealed class DurationsTests
{
    [Theory]
    [InlineData("00:00:45", "45 seconds")]
    [InlineData("00:01:00", "1 minute")]
    [InlineData("00:01:30", "90 seconds")]
    [InlineData("00:15:00", "15 minutes")]
    [InlineData("01:00:00", "1 hour")]
    [InlineData("01:30:00", "1 hour 30 min")]
    public void A_duration_is_told_as_people_say_it(string duration, string words) => Durations.Words(TimeSpan.Parse(duration, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(words);
}
