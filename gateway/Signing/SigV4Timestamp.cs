using System.Globalization;

namespace Gateway.Signing;

/// <summary>Dates as signatures have them.</summary>
internal static class SigV4Timestamp
{
    private const string Basic = "yyyyMMdd'T'HHmmss'Z'";

    /// <summary>The form of X-Amz-Date: 20150830T123600Z.</summary>
    /// <remarks>Read by hand: every call has one, and .NET's parser takes half a microsecond for it.</remarks>
    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset timestamp)
    {
        timestamp = default;
        if (text.Length != 16 || text[8] != 'T' || text[15] != 'Z'
            || !TryRead(text[..4], out var year) || !TryRead(text[4..6], out var month) || !TryRead(text[6..8], out var day)
            || !TryRead(text[9..11], out var hour) || !TryRead(text[11..13], out var minute) || !TryRead(text[13..15], out var second)
            || year == 0 || month is 0 or > 12 || day == 0 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        timestamp = new DateTimeOffset(year, month, day, hour, minute, second, TimeSpan.Zero);
        return true;
    }

    /// <summary>The forms of the Date header: RFC 9110's own (Sun, 30 Aug 2015 12:36:00 GMT), or that of X-Amz-Date.</summary>
    public static bool TryParseDateHeader(ReadOnlySpan<char> text, out DateTimeOffset timestamp) =>
        TryParse(text, out timestamp)
        || DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out timestamp);

    public static string Format(DateTimeOffset timestamp) => timestamp.UtcDateTime.ToString(Basic, CultureInfo.InvariantCulture);

    private static bool TryRead(ReadOnlySpan<char> digits, out int number)
    {
        number = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit(digit))
            {
                return false;
            }

            number = (number * 10) + (digit - '0');
        }

        return true;
    }
}
