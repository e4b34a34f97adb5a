using System.Globalization;
using FsCheck.Xunit;
using Gateway.Signing;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Signing;

/// <summary>X-Amz-Date, read by hand, is read as .NET would read it.</summary>
public sealed class SigV4TimestampTests
{
    [Theory]
    [InlineData("20150830T123600Z")]
    [InlineData("20240229T235959Z")]
    [InlineData("20230229T000000Z")]
    [InlineData("20150832T123600Z")]
    [InlineData("20151330T123600Z")]
    [InlineData("20150030T123600Z")]
    [InlineData("20150800T123600Z")]
    [InlineData("00000830T123600Z")]
    [InlineData("00010101T000000Z")]
    [InlineData("99991231T235959Z")]
    [InlineData("20150830T243600Z")]
    [InlineData("20150830T126000Z")]
    [InlineData("20150830T123660Z")]
    [InlineData("20150830 123600Z")]
    [InlineData("20150830T123600z")]
    [InlineData("20150830T12360Z")]
    [InlineData("20150830T1236000Z")]
    [InlineData("2015083٠T123600Z")]
    [InlineData("+2150830T123600Z")]
    [InlineData("")]
    public void Date_is_read_as_by_the_runtime(string text) => ReadsAlike(text).ShouldBeTrue();

    [Property(MaxTest = 2000)]
    public bool Any_digits_are_read_as_by_the_runtime(uint date, uint time) =>
        ReadsAlike(string.Create(CultureInfo.InvariantCulture, $"{date % 100_000_000:D8}T{time % 1_000_000:D6}Z"));

    private static bool ReadsAlike(string text)
    {
        var isRead = SigV4Timestamp.TryParse(text, out var ours);
        return isRead == DateTimeOffset.TryParseExact(text, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var theirs)
            && ours == (isRead ? theirs : default);
    }
}
