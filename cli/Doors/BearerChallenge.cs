using System.Globalization;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Gateway.Cli.Doors;

/// <summary>A <c>WWW-Authenticate: Bearer</c> header (RFC 6750 section 3).</summary>
internal sealed partial record BearerChallenge(string? Error, StepUpChallenge? StepUp)
{
    public static BearerChallenge? From(HttpHeaderValueCollection<AuthenticationHeaderValue> headers)
    {
        var bearer = headers.FirstOrDefault(h => h.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase));
        if (bearer?.Parameter is not { } text)
        {
            return null;
        }

        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (Match match in Parameter().Matches(text))
        {
            values.TryAdd(match.Groups["name"].Value, match.Groups["quoted"].Success ? match.Groups["quoted"].Value : match.Groups["plain"].Value);
        }

        var error = values.GetValueOrDefault("error");
        return new BearerChallenge(error, error == "insufficient_user_authentication" ? StepUpOf(values) : null);
    }

    private static StepUpChallenge StepUpOf(Dictionary<string, string> values) =>
        StepUpChallenge.Of(
            values.GetValueOrDefault("acr_values"),
            int.TryParse(values.GetValueOrDefault("max_age"), NumberStyles.None, CultureInfo.InvariantCulture, out var age) ? age : null);

    [GeneratedRegex("""(?<name>[A-Za-z0-9_-]+)\s*=\s*(?:"(?<quoted>[^"]*)"|(?<plain>[^\s,"]+))""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();
}
