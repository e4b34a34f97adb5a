using System.Globalization;
using System.Text.RegularExpressions;

namespace Gateway.Cli.Doors;

/// <summary>The login that a grant asks for beyond the present one (RFC 9470).</summary>
/// <param name="AcrValues">Authentication contexts of which one will do, separated by spaces; null where the level suffices.</param>
/// <param name="MaxAge">How old the login may be, in seconds; null where its age is no matter.</param>
internal sealed partial record StepUpChallenge(string? AcrValues, int? MaxAge)
{
    /// <summary>The options of <c>stsgw login</c> that ask for it.</summary>
    public IEnumerable<string> Options
    {
        get
        {
            if (AcrValues is { } acr)
            {
                yield return $"--acr-values \"{acr}\"";
            }

            if (MaxAge is { } age)
            {
                yield return $"--max-age {age.ToString(CultureInfo.InvariantCulture)}";
            }
        }
    }

    /// <summary>What a gateway asks for. Contexts go into a browser's address and onto the terminal; any but the characters of scope tokens are not sent on.</summary>
    public static StepUpChallenge Of(string? acrValues, int? maxAge) =>
        new(acrValues is not null && Contexts().IsMatch(acrValues) ? acrValues : null, maxAge is >= 0 ? maxAge : null);

    [GeneratedRegex(@"\A[A-Za-z0-9:/._ ~+-]{1,256}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Contexts();
}
