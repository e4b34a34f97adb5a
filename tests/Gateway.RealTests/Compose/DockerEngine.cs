using Gateway.RealTests.Parts;

namespace Gateway.RealTests.Compose;

/// <summary>A Docker engine: the one that DOCKER_HOST names or the system runs, else one that the tools folder beside the repository starts.</summary>
internal sealed class DockerEngine : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    /// <summary>Set when the engine was started here, and is therefore to be stopped here.</summary>
    private readonly string? _stopScript;

    private DockerEngine(Dictionary<string, string?> environment, string? stopScript)
    {
        Environment = environment;
        _stopScript = stopScript;
    }

    /// <summary>In which <c>docker</c> and <c>docker-compose</c> find the engine.</summary>
    public Dictionary<string, string?> Environment { get; }

    /// <summary>What would be used: the client of a running engine, or the script that starts one; null where there is neither.</summary>
    public static async Task<string?> FindAsync() => await RunningClientAsync([]) ?? Tool.Script("docker-engine");

    public static async Task<DockerEngine> StartAsync()
    {
        if (await RunningClientAsync([]) is not null)
        {
            return new DockerEngine([], stopScript: null);
        }

        var script = Tool.Script("docker-engine");
        if (script is null)
        {
            AbsentPart.Report("Docker engine", "Install Docker and docker-compose, and start the engine.");
        }

        var environment = new Dictionary<string, string?> { ["DOCKER_HOST"] = $"unix://{SocketOf(script)}" };
        var wasRunning = await RunningClientAsync(environment) is not null;
        var engine = new DockerEngine(environment, wasRunning ? null : script);
        try
        {
            await engine.RunScriptAsync(script, "start");
            // Public images can not be had where this script is; it makes stand-ins under their names.
            await engine.RunScriptAsync(script, "images");
            return engine;
        }
        catch
        {
            await engine.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_stopScript is not null)
        {
            await RunScriptAsync(_stopScript, "stop");
        }
    }

    private static async Task<string?> RunningClientAsync(Dictionary<string, string?> environment)
    {
        if (Tool.OnPath("docker") is not { } docker)
        {
            return null;
        }

        var answer = await ClientProcess.RunAsync(docker, ["info"], environment, Repository.Root);
        return answer.ExitCode == 0 ? docker : null;
    }

    /// <summary>Where the script's engine listens, by the script's own rule.</summary>
    private static string SocketOf(string script)
    {
        static string? Variable(string name) => System.Environment.GetEnvironmentVariable(name);
        var cache = Variable("XDG_CACHE_HOME") ?? Path.Combine(Variable("HOME") ?? Path.GetDirectoryName(script)!, ".cache");
        return Path.Combine(Variable("GATEWAY_DOCKER") ?? Path.Combine(cache, "gateway-docker"), "docker.sock");
    }

    private async Task RunScriptAsync(string script, string verb) =>
        (await ClientProcess.RunAsync(script, [verb], Environment, Repository.Root, Patience)).ShouldSucceed();
}
