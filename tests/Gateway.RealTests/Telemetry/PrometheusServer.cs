using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Gateway.RealTests.Parts;

namespace Gateway.RealTests.Telemetry;

/// <summary>A real Prometheus that scrapes one gateway every second.</summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    private readonly Scratch _scratch;
    private readonly ServerProcess _process;
    private readonly HttpClient _http;

    private PrometheusServer(Scratch scratch, ServerProcess process, Uri address)
    {
        _scratch = scratch;
        _process = process;
        _http = new HttpClient { BaseAddress = address };
    }

    public static string? Find() => Tool.OnPath("prometheus");

    public static async Task<PrometheusServer> StartAsync(Uri target)
    {
        var prometheus = Tool.Require("prometheus", "Prometheus", "Install Debian's prometheus.");
        var scratch = new Scratch();
        var configuration = scratch.Write("prometheus.yml", $"""
            global: {"{"} scrape_interval: 1s, evaluation_interval: 1s {"}"}
            rule_files: ['{Repository.PathOf("deploy", "helm", "gateway", "rules", "alerts.yaml")}']
            scrape_configs:
              - job_name: gateway
                static_configs:
                  - targets: ['{target.Authority}']
                    labels: {"{"} namespace: tests {"}"}
            """);
        var address = new Uri($"http://127.0.0.1:{LoopbackPort.Next()}");
        var process = ServerProcess.Start(
            "Prometheus",
            prometheus,
            [$"--config.file={configuration}", $"--storage.tsdb.path={scratch.Folder("data")}", $"--web.listen-address={address.Authority}"],
            new Dictionary<string, string?>(),
            scratch.Root);
        var server = new PrometheusServer(scratch, process, address);
        return await server.OnceAsync(process.ReadyAsync(new Uri(address, "/-/ready"), TimeSpan.FromSeconds(60)));
    }

    /// <summary>The numbers that a query has at this moment: what is none, such as 0 / 0, is left out. Throws where it is no query.</summary>
    public async Task<IReadOnlyList<double>> NumbersAsync(string query)
    {
        var data = await AskAsync("/api/v1/query", "query", query);
        return [.. data["result"]!.AsArray()
            .Select(series => double.TryParse(series!["value"]![1]!.GetValue<string>(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.NaN)
            .Where(double.IsFinite)];
    }

    /// <summary>The values that a label has in the series of a selector.</summary>
    public async Task<IReadOnlyList<string>> LabelValuesAsync(string selector, string label)
    {
        var data = await AskAsync("/api/v1/series", "match[]", selector);
        return [.. data.AsArray().Select(series => (string?)series![label]).OfType<string>().Distinct()];
    }

    /// <summary>The names of the alerts that it evaluates, and how each evaluation went.</summary>
    public async Task<IReadOnlyDictionary<string, string>> RuleHealthAsync()
    {
        var json = (await _http.GetFromJsonAsync<JsonNode>("/api/v1/rules"))!;
        return json["data"]!["groups"]!.AsArray().SelectMany(group => group!["rules"]!.AsArray())
            .ToDictionary(rule => rule!["name"]!.GetValue<string>(), rule => rule!["health"]!.GetValue<string>());
    }

    private async Task<JsonNode> AskAsync(string path, string parameter, string value)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { [parameter] = value });
        using var answer = await _http.PostAsync(path, form);
        var json = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
        return json["status"]!.GetValue<string>() == "success" ? json["data"]! : throw new InvalidOperationException($"{value}: {json["error"]}");
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _process.DisposeAsync();
        _scratch.Dispose();
    }
}
