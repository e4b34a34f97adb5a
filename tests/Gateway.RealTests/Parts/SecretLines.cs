using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Shouldly;

namespace Gateway.RealTests.Parts;

/// <summary>
/// Looks through what a program prints, exposes and records for what can be used to sign in or to sign a call: the program's own secrets, what was handed out in the run, and by their
/// looks JWTs, the gateway's and AWS's session tokens, signatures of presigned URLs, sign-in tokens and private keys. So each real test is a test of this as well.
/// </summary>
internal sealed partial class SecretLines
{
    private readonly IReadOnlyDictionary<string, string?> _environment;
    private readonly KnownSecrets _known;
    private readonly ConcurrentQueue<string> _innocent = new();
    private readonly ConcurrentQueue<string> _found = new();

    public SecretLines(IReadOnlyDictionary<string, string?> environment, KnownSecrets known)
    {
        (_environment, _known) = (environment, known);
        foreach (var secret in environment.SelectMany(variable => SecretsOf(variable.Key, variable.Value ?? "")))
        {
            known.Learn(secret);
        }
    }

    /// <summary>Whether it holds a secret.</summary>
    public bool Look(string line)
    {
        var holds = Looks.IsMatch(line) || _known.StandIn(line);
        (holds ? _found : _innocent).Enqueue(line);
        return holds;
    }

    /// <summary>Whether a line of it holds a secret.</summary>
    public bool LookThrough(string text)
    {
        var holds = false;
        foreach (var line in text.Split('\n'))
        {
            holds |= Look(line);
        }

        return holds;
    }

    /// <summary>Looks through the metrics, where the program has a management port.</summary>
    /// <exception cref="HttpRequestException">The port does not answer.</exception>
    public async Task LookThroughMetricsAsync()
    {
        if (_environment.GetValueOrDefault("Gateway__Management__Port") is not { } port)
        {
            return;
        }

        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
        LookThrough(await http.GetStringAsync(new Uri($"http://127.0.0.1:{port}/metrics")));
    }

    /// <summary>Looks through the audit file, and through those that were put aside, where the program writes any.</summary>
    public async Task LookThroughAuditFilesAsync()
    {
        if (_environment.GetValueOrDefault("Gateway__Audit__File__Path") is not { } path || Path.GetDirectoryName(path) is not { } folder || !Directory.Exists(folder))
        {
            return;
        }

        foreach (var file in Directory.EnumerateFiles(folder, $"{Path.GetFileNameWithoutExtension(path)}.*"))
        {
            LookThrough(await File.ReadAllTextAsync(file));
        }
    }

    /// <summary>To be called at the end: a line is often there before whoever asked for a secret has it, so all are looked at once more.</summary>
    public void ShouldBeNone() =>
        _found.Concat(_innocent.Where(line => _known.StandIn(line))).ShouldBeEmpty("secrets were printed, exposed, answered or recorded");

    private static IEnumerable<string> SecretsOf(string name, string value) => name switch
    {
        "Gateway__Redis" => PartsOf(value).Where(part => part.Name is "password").Select(part => part.Value),
        "OTEL_EXPORTER_OTLP_HEADERS" => PartsOf(value).Select(part => part.Value),
        _ when SecretName.IsMatch(name) => [value],
        _ => [],
    };

    private static IEnumerable<(string Name, string Value)> PartsOf(string text) =>
        text.Split(',').Select(part => part.Split('=', 2)).Where(part => part.Length == 2).Select(part => (part[0], part[1]));

    // The names of settings and of AWS's variables; a file or an id is no secret.
    [GeneratedRegex("(Secret|SECRET|Password|Keys__|ACCESS_KEY$|TOKEN$)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SecretName { get; }

    [GeneratedRegex(
        @"eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}|GW1\.[\w-]{20,}|(FQoG|FwoG|IQoJ)[\w/+=]{40,}|X-Amz-Signature=[0-9a-f]{8,}|Signature=[0-9a-f]{64}|SigninToken=[\w-]{8,}|-----BEGIN [A-Z ]*PRIVATE KEY",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Looks { get; }
}
