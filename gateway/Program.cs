using System.Runtime.InteropServices;
using Gateway.Forwarding.Endpoints;
using Gateway.Health;
using Gateway.Hosting;
using Gateway.Policies;

namespace Gateway;

/// <summary><c>gateway</c> serves; all that <see cref="ProgramUsage"/> lists besides says something and ends.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        switch (args)
        {
            case ["policy", .. var rest]:
                return PolicyCommand.Run(rest, Console.Out, Console.Error, EndpointTable.Default.KnownNames);
            case ["help" or "--help" or "-h", ..] or ["healthcheck", "--help" or "-h"]:
                await Console.Out.WriteLineAsync(ProgramUsage.Text);
                return 0;
            case ["--version"]:
                await Console.Out.WriteLineAsync(ProgramUsage.Version);
                return 0;
            case ["healthcheck", ..]:
                return await HealthCheckCommand.RunAsync(Console.Error);
            case [not ['-', ..] and var unknown, ..]:
                await Console.Error.WriteLineAsync($"gateway: unknown command '{unknown}'\n{ProgramUsage.Text}");
                return 2;
            default:
                return await ServeAsync(args);
        }
    }

    private static async Task<int> ServeAsync(string[] args)
    {
        // Sent by whoever turns log files over or closes a terminal; it would end the process at once, with calls under way and records that wait.
        using var hangup = OperatingSystem.IsWindows() ? null : PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal => signal.Cancel = true);
        try
        {
            await using var app = GatewayApp.Build(args);
            try
            {
                await app.StartAsync();
            }
            catch (Exception e) when (StartProblem.Of(e, app.Services) is { } problem)
            {
                // An address that cannot be had, a certificate that cannot be read.
                return await FailAsync("it cannot start", [problem]);
            }

            // What only the start needed is most of the heap: 3.5 MiB go back to the system, in a pause of some 7 ms.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (Exception e) when (SettingsProblem.Of(e) is { } problems)
        {
            return await FailAsync("the configuration is not usable", problems);
        }
        catch (PolicyFileException e)
        {
            return await FailAsync("the policy file is not usable", e.Message.Split('\n'));
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            // A file that cannot be read; the message names it.
            return await FailAsync("it cannot start", [e.Message]);
        }
    }

    private static async Task<int> FailAsync(string what, IEnumerable<string> problems)
    {
        await Console.Error.WriteLineAsync($"gateway: {what}:");
        foreach (var problem in problems)
        {
            await Console.Error.WriteLineAsync("  - " + problem);
        }

        return 1;
    }
}
