using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Gateway.RealTests.Parts;
using Shouldly;

namespace Gateway.RealTests.Telemetry;

/// <summary>The queries that the chart's dashboard and alerts make.</summary>
internal static partial class Queries
{
    public static string AlertsFile { get; } = Repository.PathOf("deploy", "helm", "gateway", "rules", "alerts.yaml");

    /// <summary>Every query of every panel, with Grafana's variables filled in.</summary>
    public static IReadOnlyList<string> OfDashboard() =>
        [.. Dashboard()["panels"]!.AsArray()
            .SelectMany(panel => panel!["targets"]?.AsArray() ?? [])
            .Select(target => Filled(target!["expr"]!.GetValue<string>()))];

    /// <summary>What the dashboard's variables are chosen from: the values of a label in the series of a selector.</summary>
    public static IReadOnlyList<(string Selector, string Label)> OfVariables() =>
        [.. Dashboard()["templating"]!["list"]!.AsArray()
            .Where(variable => (string?)variable!["type"] == "query")
            .Select(variable => LabelValues.Match(variable!["query"]!["query"]!.GetValue<string>()))
            .Select(query => (Filled(query.Groups["selector"].Value), query.Groups["label"].Value))];

    /// <summary>Both sides of the comparison in every alert, which in good times does not hold, and what an alert misses when it is absent; numbers are left out.</summary>
    public static IReadOnlyList<string> OfAlerts()
    {
        var expressions = Expression.Matches(File.ReadAllText(AlertsFile));
        expressions.Count.ShouldBe(Alerts().Count, "an alert is written in a way that is not read here");
        return [.. expressions
            .Select(match => match.Groups["block"].Success ? match.Groups["block"].Value : match.Groups["line"].Value)
            .SelectMany(expression => expression.Split([" > ", " < "], StringSplitOptions.None))
            .Select(side => Absence.Replace(side.Trim(), "${query}"))
            .Where(side => side.Contains("gateway_", StringComparison.Ordinal))];
    }

    /// <summary>The names of all alerts.</summary>
    public static IReadOnlyList<string> Alerts() => [.. AlertName.Matches(File.ReadAllText(AlertsFile)).Select(match => match.Groups["name"].Value)];

    private static JsonNode Dashboard() => JsonNode.Parse(File.ReadAllText(Repository.PathOf("deploy", "helm", "gateway", "dashboards", "gateway.json")))!;

    private static string Filled(string query) => query
        .Replace("$__rate_interval", "30s", StringComparison.Ordinal)
        .Replace("$__range", "5m", StringComparison.Ordinal)
        .Replace("$namespace", ".*", StringComparison.Ordinal)
        .Replace("$job", ".*", StringComparison.Ordinal);

    [GeneratedRegex(@"^label_values\((?<selector>.+), (?<label>\w+)\)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LabelValues { get; }

    [GeneratedRegex(@"^\s*- alert: (?<name>\w+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AlertName { get; }

    [GeneratedRegex(@"^absent\((?<query>.+)\)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Absence { get; }

    [GeneratedRegex(@"^        expr: (\|\n(?<block>(          .*\n)+)|(?<line>.*)\n)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Expression { get; }
}
