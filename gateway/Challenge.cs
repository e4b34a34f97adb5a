using Gateway.Policies;

namespace Gateway;

/// <summary>Writes Bearer challenges for WWW-Authenticate (RFC 6750 section 3, RFC 9470 section 3).</summary>
internal static class Challenge
{
    public const string Plain = "Bearer realm=\"gateway\"";

    public static string Of(string error, string message) =>
        $"{Plain}, error=\"{error}\", error_description=\"{Quotable(message)}\"";

    public static string StepUp(string message, StepUp stepUp)
    {
        var challenge = Of("insufficient_user_authentication", message);
        challenge += stepUp.AcrValues.Count > 0 ? $", acr_values=\"{Quotable(string.Join(' ', stepUp.AcrValues))}\"" : "";
        return challenge + (stepUp.MaxAge is { } age ? $", max_age=\"{(int)age.TotalSeconds}\"" : "");
    }

    // RFC 6750 section 3: no quote, no backslash, nothing beyond printable ASCII.
    private static string Quotable(string text) => string.Concat(text.Select(c => c is '"' or '\\' or < ' ' or > '~' ? '\'' : c));
}
