using System.Diagnostics;

namespace Gateway.Benchmarks.Load.Scenarios;

/// <summary>The published <c>stsgw</c>: the AWS CLI runs <c>credential-process</c> at every call, so that its start is what a person feels.</summary>
internal sealed class CommandLineStart : IScenario
{
    private const int Runs = 50;
    private const double Limit = 30;

    public string Name => "stsgw";

    public string Title => "Start of stsgw, a native binary";

    public async Task RunAsync(ScenarioContext context)
    {
        using var published = await Published.StsgwAsync();
        var home = Directory.CreateTempSubdirectory("gateway-stsgw-");
        try
        {
            var token = Path.Combine(home.FullName, "token");
            await File.WriteAllTextAsync(token, context.Arena.Token(0));
            async Task<TimeSpan> StsgwAsync(params string[] arguments) => await RunAsync(published.Program, arguments, new() { ["STSGW_HOME"] = home.FullName, ["STSGW_TOKEN_FILE"] = token });
            await StsgwAsync("targets", "add", "benchmark", context.Arena.Gateway.Url);

            // In turn, so that what else goes on in the machine meets all of them alike.
            var (nothing, version, credentials) = (new List<double>(), new List<double>(), new List<double>());
            for (var i = 0; i < Runs; i++)
            {
                nothing.Add((await RunAsync("/bin/true", [], [])).TotalMilliseconds);
                version.Add((await StsgwAsync("--version")).TotalMilliseconds);
                credentials.Add((await StsgwAsync("credential-process", "--role", Arena.Role)).TotalMilliseconds);
            }

            var size = new FileInfo(published.Program).Length / (double)(1 << 20);
            var whole = Measurement.Median(credentials);
            context.Report.Line(
                $"Medians of {Runs} runs: `credential-process` with its call to the gateway {whole:F1} ms, `--version` {Measurement.Median(version):F1} ms, a program that does nothing {Measurement.Median(nothing):F1} ms.");
            context.Report.Goal("`stsgw credential-process`, whole; size of the file", $"< {Limit} ms; < 15 MiB", $"{whole:F1} ms; {size:F1} MiB", whole < Limit && size < 15);
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    private static async Task<TimeSpan> RunAsync(string program, string[] arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        var took = Stopwatch.GetElapsedTime(began);
        return process.ExitCode == 0 ? took : throw new InvalidOperationException($"{string.Join(' ', arguments)}: {await process.StandardError.ReadToEndAsync()}");
    }
}
