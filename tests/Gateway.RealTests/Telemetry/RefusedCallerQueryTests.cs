using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Gateway.Auditing;
using Gateway.Identity;
using Gateway.RealTests.Parts;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Telemetry;

/// <summary>The queries of audit records that the dashboard has for who is refused, which no metric says.</summary>
public sealed partial class RefusedCallerQueryTests : IDisposable
{
    private readonly Scratch _scratch = new();

    [Fact]
    public async Task Line_for_jq_counts_the_refusals_of_each_caller_by_reason_and_nothing_else()
    {
        Tool.Require("jq", "jq", "Install Debian's jq.");
        var line = OfDashboard().Single(query => query.StartsWith("kubectl ", StringComparison.Ordinal));
        string[] log =
        [
            Record("demo", "role-not-granted"), Record("demo", null), "info: Gateway[1200]", """{"EventId":1200,"LogLevel":"Information"}""", "42",
            Record(null, "missing-token"), Record("demo", "role-not-granted"),
        ];
        var file = _scratch.Write("log", string.Join('\n', log));

        var result = await ClientProcess.RunAsync("sh", ["-c", $"cat '{file}' {line[line.IndexOf('|', StringComparison.Ordinal)..]}"], new Dictionary<string, string?>(), _scratch.Root);

        result.ShouldSucceed().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .ShouldBe(["2 role-not-granted\tdemo\tsubject-of-demo\t203.0.113.9", "1 missing-token\t-\t-\t203.0.113.9"]);
    }

    [Fact]
    public void Queries_for_Loki_find_records_and_take_out_members_that_there_are()
    {
        var record = Record("demo", "role-not-granted");
        var queries = OfDashboard().Where(query => query.Contains("| json", StringComparison.Ordinal)).ToList();

        queries.Count.ShouldBe(2);
        queries.ShouldAllBe(query => record.Contains(Line().Match(query).Groups["text"].Value));
        var members = queries.SelectMany(query => Member().Matches(Stage().Match(query).Value)).Select(member => member.Groups["path"].Value).Distinct().ToList();
        members.Count.ShouldBe(5);
        members.Where(path => path.Split('.').Aggregate(JsonNode.Parse(record), (node, name) => node?[name]) is null).ShouldBeEmpty();
    }

    public void Dispose() => _scratch.Dispose();

    private static IReadOnlyList<string> OfDashboard()
    {
        var dashboard = JsonNode.Parse(File.ReadAllText(Repository.PathOf("deploy", "helm", "gateway", "dashboards", "gateway.json")))!;
        var panel = dashboard["panels"]!.AsArray().Single(panel => panel!["type"]!.GetValue<string>() == "text")!;
        return [.. Block().Matches(panel["options"]!["content"]!.GetValue<string>()).Select(block => block.Groups["query"].Value)];
    }

    private static string Record(string? caller, string? reason)
    {
        var entry = new AuditEntry
        {
            RequestId = "b65a7751-2793-4ceb-8977-3d35fd83c034",
            Time = DateTimeOffset.UnixEpoch,
            Method = "GET",
            Path = "/",
            SourceIp = "203.0.113.9",
            Door = "forward",
            Status = 403,
            Caller = caller is null ? null : CallerOf(caller),
        };
        if (reason is not null)
        {
            entry.Refused(reason, "Words.");
        }

        var line = new ArrayBufferWriter<byte>();
        AuditJson.WriteLine(entry, line);
        return Encoding.UTF8.GetString(line.WrittenSpan).TrimEnd();
    }

    private static Caller CallerOf(string name)
    {
        var claims = new JsonObject { ["iss"] = "https://sso.example", ["sub"] = $"subject-of-{name}", ["preferred_username"] = name, ["exp"] = 4102444800 };
        using var document = System.Text.Json.JsonDocument.Parse(claims.ToJsonString());
        return CallerReader.TryRead(document.RootElement, "gateway", out var caller, out var problem) ? caller : throw new InvalidOperationException(problem);
    }

    [GeneratedRegex(@"^```\n(?<query>.+)\n```$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Block();

    [GeneratedRegex(@"\|= `(?<text>[^`]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Line();

    [GeneratedRegex(@"\| json [^|]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Stage();

    [GeneratedRegex(@"\w+=""(?<path>[\w.]+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Member();
}
