using System.Text.RegularExpressions;

namespace Gateway.RealTests.Parts;

/// <summary>The secrets in a text that hands credentials out.</summary>
internal static partial class HandedOut
{
    public static IEnumerable<string> In(string text) =>
        // JSON has a + of a secret as \u002B.
        Secret.Matches(text).Select(match => Escaped.Replace(match.Groups["secret"].Value, found => $"{(char)Convert.ToUInt16(found.Groups["code"].Value, 16)}"));

    // STS and the credential endpoints write the names with a capital, SSO without, an issuer with underscores, and a shell or the AWS CLI's file as variables.
    [GeneratedRegex(
        """(?<![A-Za-z])(SecretAccessKey|SessionToken|ClientSecret|DeviceCode|SigninToken|(Access_?|Refresh_?|Id_?)?Token|AWS_SECRET_ACCESS_KEY|AWS_SESSION_TOKEN)("\s*:\s*"|>|\s?=\s?["']?)(?<secret>[^\s"'<>&]{16,})""",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Secret { get; }

    [GeneratedRegex(@"\\u(?<code>[0-9A-Fa-f]{4})", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Escaped { get; }
}
