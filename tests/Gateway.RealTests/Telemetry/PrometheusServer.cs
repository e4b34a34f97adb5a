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

    /// <summary>How many series a query has at this moment; throws where it is no query.</summary>
    public async Task<int> CountAsync(string query)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["query"] = query });
        using var answer = await _http.PostAsync("/api/v1/query", form);
        var json = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
        return json["status"]!.GetValue<string>() == "success"
            ? json["data"]!["result"]!.AsArray().Count
            : throw new InvalidOperationException($"{query}: {json["error"]}");
    }

    /// <summary>The names of the alerts that it evaluates, and how each evaluation went.</summary>
    public async Task<IReadOnlyDictionary<string, string>> RuleHealthAsync()
    {
        var json = (await _http.GetFromJsonAsync<JsonNode>("/api/v1/rules"))!;
        return json["data"]!["groups"]!.AsArray().SelectMany(group => group!["rules"]!.AsArray())
            .ToDictionary(rule => rule!["name"]!.GetValue<string>(), rule => rule!["health"]!.GetValue<string>());
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _process.DisposeAsync();
        _scratch.Dispose();
    }
}
