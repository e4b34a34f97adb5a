using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Gateway.Cli.Tests.Standins;

/// <summary>stsgw as a process of its own, where one is needed.</summary>
internal sealed class StsgwProcess(World world, params string[] before)
{
    /// <summary>What runs <see cref="Program"/>.</summary>
    public static string Host { get; } = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "stsgw.dll");

    /// <summary>What it has in its environment beside the world's directory.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    /// <summary>A process that will find the world's session. It lives by the real clock, by which that session may lie in the future: it is ended for certain.</summary>
    /// <param name="world">The world.</param>
    /// <param name="before">A program that starts it, with that program's own arguments.</param>
    public static async Task<StsgwProcess> OfAsync(World world, params string[] before)
    {
        var session = JsonNode.Parse(await File.ReadAllTextAsync(world.SessionFile))!;
        session["expiresAt"] = 1;
        await File.WriteAllTextAsync(world.SessionFile, session.ToJsonString());
        return new StsgwProcess(world, before);
    }

    public Process Start(params string[] arguments)
    {
        string[] words = [.. before, Host, Program, .. arguments];
        var start = new ProcessStartInfo(words[0], words[1..]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["STSGW_HOME"] = world.ConfigDirectory;
        // The runtime's own files would be larger than a test may allow.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        foreach (var (name, value) in Variables)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    public async Task<Run> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Run(process.ExitCode, output, await error);
    }
}
