using System.Globalization;
using Shouldly;
using Xunit;

namespace Gateway.Tests;

public sealed class Rfc3339Tests
{
    [Theory]
    [InlineData("2026-11-30T23:45:19Z", "2026-11-30T23:45:19.0000000+00:00")]
    [InlineData("2026-11-30t23:45:19z", "2026-11-30T23:45:19.0000000+00:00")]
    [InlineData("2026-11-30T23:45:19.25Z", "2026-11-30T23:45:19.2500000+00:00")]
    [InlineData("2026-11-30T23:45:19.123456789Z", "2026-11-30T23:45:19.1234568+00:00")]
    [InlineData("2026-11-30T23:45:19-05:30", "2026-11-30T23:45:19.0000000-05:30")]
    public void A_moment_with_its_offset_is_read(string text, string moment)
    {
        Rfc3339.TryParse(text, out var read).ShouldBeTrue();

        read.ToString("O", CultureInfo.InvariantCulture).ShouldBe(moment);
    }

    [Theory]
    [InlineData("2026-11-30T23:45:19")]
    [InlineData("2026-11-30")]
    [InlineData("2026-11-30Z")]
    [InlineData("2026-11-30T23:45Z")]
    [InlineData("2026-11-30 23:45:19Z")]
    [InlineData("2026-11-30T23:45:19 Z")]
    [InlineData("2026-11-30T23:45:19Z\n")]
    [InlineData("2026-11-30T23:45:19+0100")]
    [InlineData("2026-11-30T23:45:19,5Z")]
    [InlineData("2026-02-30T23:45:19Z")]
    [InlineData("30/11/2026 23:45:19 +00:00")]
    [InlineData("٢٠٢٦-11-30T23:45:19Z")]
    [InlineData("")]
    public void What_has_no_offset_or_another_shape_is_not_read(string text) => Rfc3339.TryParse(text, out _).ShouldBeFalse();
}
