using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Shouldly;

namespace Gateway.RealTests.Parts;

/// <summary>
/// Looks through what a program prints for what can be used to sign in or to sign a call: the program's own secrets, and by their looks JWTs, the gateway's and
/// AWS's session tokens, signatures of presigned URLs and sign-in tokens. So each real test is a test of this as well.
/// </summary>
internal sealed partial class SecretLines(IReadOnlyDictionary<string, string?> environment)
{
    // Shorter ones could stand in a line by chance.
    private const int Shortest = 12;

    private readonly string[] _known =
        [.. environment.Where(variable => SecretName.IsMatch(variable.Key)).Select(variable => variable.Value).OfType<string>().Where(value => value.Length >= Shortest)];

    private readonly ConcurrentQueue<string> _found = new();

    public void Look(string line)
    {
        if (Looks.IsMatch(line) || _known.Any(secret => line.Contains(secret, StringComparison.Ordinal)))
        {
            _found.Enqueue(line);
        }
    }

    public void ShouldBeNone() => _found.ShouldBeEmpty("secrets were printed");

    // The names of settings and of AWS's variables; a file or an id is no secret.
    [GeneratedRegex("(Secret|SECRET|Password|Keys__|ACCESS_KEY$|TOKEN$)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SecretName { get; }

    [GeneratedRegex(
        @"eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}|GW1\.[\w-]{20,}|(FQoG|FwoG|IQoJ)[\w/+=]{40,}|X-Amz-Signature=[0-9a-f]{8,}|Signature=[0-9a-f]{64}|SigninToken=[\w-]{8,}",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Looks { get; }
}
