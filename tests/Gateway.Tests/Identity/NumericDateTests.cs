using System.Globalization;
using System.Text.Json;
using Gateway.Identity;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Identity;

public sealed class NumericDateTests
{
    [Theory]
    [InlineData("0", "1970-01-01T00:00:00Z")]
    [InlineData("1764547200", "2025-12-01T00:00:00Z")]
    [InlineData("1764547200.9", "2025-12-01T00:00:00Z")]
    [InlineData("1.7645472e9", "2025-12-01T00:00:00Z")]
    [InlineData("253402300799", "9999-12-31T23:59:59Z")]
    public void A_number_of_seconds_is_a_time(string json, string time) =>
        NumericDate.Read(Json(json)).ShouldBe(DateTimeOffset.Parse(time, CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("-1")]
    [InlineData("253402300800")]
    [InlineData("1e300")]
    [InlineData("1e400")]
    [InlineData("\"1764547200\"")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("[1764547200]")]
    public void Anything_else_is_none(string json) => NumericDate.Read(Json(json)).ShouldBeNull();

    private static JsonElement Json(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
