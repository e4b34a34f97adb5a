using Gateway.RealTests.Parts;

namespace Gateway.RealTests.Telemetry;

/// <summary>The real promtool.</summary>
internal static class Promtool
{
    public static string? Find() => Tool.OnPath("promtool");

    public static Task<ClientResult> CheckRulesAsync(string file) => RunAsync(["check", "rules", "--lint=all", "--lint-fatal", file]);

    /// <summary>Checks an exposition as it was scraped.</summary>
    public static Task<ClientResult> CheckMetricsAsync(string file) =>
        ClientProcess.RunAsync("sh", ["-c", $"'{Require()}' check metrics < '{file}'"], new Dictionary<string, string?>(), Repository.Root);

    private static Task<ClientResult> RunAsync(IEnumerable<string> arguments) => ClientProcess.RunAsync(Require(), arguments, new Dictionary<string, string?>(), Repository.Root);

    private static string Require() => Tool.Require("promtool", "Prometheus", "Install Debian's prometheus.");
}
