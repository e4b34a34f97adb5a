using System.Diagnostics;
using System.Text;
using Gateway.RealTests.Parts;

namespace Gateway.Tests.Hosting;

/// <summary>The gateway's own process. It is given secrets, and must print none: disposing of it fails where it did.</summary>
internal sealed class OwnProcess : IAsyncDisposable
{
    private static readonly Dictionary<string, string?> Secrets = new(StringComparer.Ordinal)
    {
        ["AWS_ACCESS_KEY_ID"] = "AKIAOWNPROCESS000000",
        ["AWS_SECRET_ACCESS_KEY"] = "example/only+secret/of+the/own+process00",
        ["Gateway__Sessions__Keys__0"] = Convert.ToBase64String("example-only-session-key-of-32-b"u8),
        ["Gateway__Portal__ClientId"] = "portal",
        ["Gateway__Portal__ClientSecret"] = "example-only-portal-secret",
    };

    private readonly Process process;
    private readonly SecretLines lines;
    private readonly Task<string> output;

    private OwnProcess(ProcessStartInfo start, Dictionary<string, string?> secrets)
    {
        lines = new SecretLines(secrets, new KnownSecrets());
        process = Process.Start(start)!;
        output = process.StandardOutput.ReadToEndAsync();
    }

    /// <summary>Starts one whose issuer is where nobody listens.</summary>
    /// <param name="policyFile">Its policy.</param>
    /// <param name="settings">More of its command line.</param>
    public static OwnProcess Start(string policyFile, params IEnumerable<string> settings)
    {
        string[] given = [.. settings];
        var start = new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            [
                Path.Combine(AppContext.BaseDirectory, "gateway.dll"), "--urls=http://127.0.0.1:0", "--Gateway:PolicyFile=" + policyFile, "--Gateway:Aws:Region=eu-west-1",
                "--Gateway:Issuers:0:Authority=http://127.0.0.1:9/realms/example", "--Gateway:Issuers:0:Audience=gateway", .. given,
            ])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var secrets = new Dictionary<string, string?>(Secrets, StringComparer.Ordinal);
        foreach (var (name, value) in Secrets)
        {
            start.Environment[name] = value;
        }

        foreach (var setting in given.Select(setting => setting.TrimStart('-').Split('=', 2)))
        {
            secrets[setting[0]] = setting[1];
        }

        return new OwnProcess(start, secrets);
    }

    /// <summary>The next line of its log, or null at its end.</summary>
    public async Task<string?> ReadAsync(CancellationToken cancellation)
    {
        var line = await process.StandardError.ReadLineAsync(cancellation);
        lines.Look(line ?? "");
        return line;
    }

    /// <summary>Its exit code, once it has ended by itself, and its log.</summary>
    public async Task<(int Code, string Log)> EndedAsync()
    {
        var log = new StringBuilder();
        while (await ReadAsync(CancellationToken.None) is { } line)
        {
            log.Append(line).Append('\n');
        }

        await process.WaitForExitAsync();
        return (process.ExitCode, log.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await EndedAsync();
        lines.LookThrough(await output);
        process.Dispose();
        lines.ShouldBeNone();
    }
}
