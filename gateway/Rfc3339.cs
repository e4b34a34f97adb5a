using System.Globalization;
using System.Text.RegularExpressions;

namespace Gateway;

/// <summary>Moments as RFC 3339 section 5.6 writes them: never without their offset, which would be read in the zone of whatever machine reads it.</summary>
internal static partial class Rfc3339
{
    /// <summary>Reads <c>2026-11-30T23:45:19Z</c> and its like; false for what has no offset, a date alone, and a leap second.</summary>
    public static bool TryParse(string text, out DateTimeOffset moment)
    {
        moment = default;
        return Shape().IsMatch(text) && DateTimeOffset.TryParse(text.ToUpperInvariant(), CultureInfo.InvariantCulture, DateTimeStyles.None, out moment);
    }

    [GeneratedRegex(@"\A[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?([Zz]|[-+][0-9]{2}:[0-9]{2})\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Shape();
}
