using System.Globalization;

namespace Gateway.Policies.Reading;

/// <summary>Times as the policy file writes them: <c>900s</c>, <c>30m</c>, <c>1h</c>.</summary>
internal static class PolicyDuration
{
    /// <summary>Reads a text that is known to have that shape.</summary>
    public static TimeSpan Parse(string text)
    {
        var number = int.Parse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture);
        return text[^1] switch
        {
            's' => TimeSpan.FromSeconds(number),
            'm' => TimeSpan.FromMinutes(number),
            _ => TimeSpan.FromHours(number),
        };
    }
}
