using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Gateway.Cli.Tests.Standins;

/// <summary>stsgw as a process of its own, where one is needed.</summary>
internal sealed class StsgwProcess
{
    private readonly World _world;
    private readonly string[] _before;

    private StsgwProcess(World world, string[] before)
    {
        _world = world;
        _before = before;
    }

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
        string[] words = [.. _before, Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", Path.Combine(AppContext.BaseDirectory, "stsgw.dll"), .. arguments];
        var start = new ProcessStartInfo(words[0], words[1..]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["STSGW_HOME"] = _world.ConfigDirectory;
        // The runtime's own files would be larger than a test may allow.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        return Process.Start(start)!;
    }
}
