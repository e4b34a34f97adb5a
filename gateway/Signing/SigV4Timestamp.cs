using System.Globalization;

namespace Gateway.Signing;

/// <summary>Dates as signatures have them.</summary>
internal static class SigV4Timestamp
{
    private const string Basic = "yyyyMMdd'T'HHmmss'Z'";

    /// <summary>The form of X-Amz-Date: 20150830T123600Z.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset timestamp) => DateTimeOffset.TryParseExact(
        text, Basic, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out timestamp);

    /// <summary>The forms of the Date header: RFC 9110's own (Sun, 30 Aug 2015 12:36:00 GMT), or that of X-Amz-Date.</summary>
    public static bool TryParseDateHeader(ReadOnlySpan<char> text, out DateTimeOffset timestamp) =>
        TryParse(text, out timestamp)
        || DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out timestamp);

    public static string Format(DateTimeOffset timestamp) => timestamp.UtcDateTime.ToString(Basic, CultureInfo.InvariantCulture);
}
