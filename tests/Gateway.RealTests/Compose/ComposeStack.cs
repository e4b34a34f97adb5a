using Gateway.RealTests.Keycloak;
using Gateway.RealTests.Parts;

namespace Gateway.RealTests.Compose;

/// <summary>The shipped <c>docker-compose.yaml</c>, built and brought up from a clean copy of the repository, on free ports.</summary>
internal sealed class ComposeStack : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);
    private static readonly HashSet<string> NotInAClone = [".git", "bin", "obj", "artifacts", "TestResults"];

    private readonly Scratch _scratch;
    private readonly Dictionary<string, string?> _environment;
    private SecretLines? _secrets;

    private ComposeStack(Scratch scratch, DockerEngine engine)
    {
        _scratch = scratch;
        Gateway = new Uri($"http://localhost:{LoopbackPort.Next()}");
        var keycloak = new Uri($"http://localhost:{LoopbackPort.Next()}");
        Realm = new KeycloakRealm(keycloak, "example");
        _environment = new Dictionary<string, string?>(engine.Environment)
        {
            ["COMPOSE_PROJECT_NAME"] = $"gatewayrealtests{Environment.ProcessId}",
            ["GATEWAY_PORT"] = $"{Gateway.Port}",
            ["KEYCLOAK_PORT"] = $"{keycloak.Port}",
            ["MINIO_PORT"] = $"{LoopbackPort.Next()}",
        };
    }

    public Uri Gateway { get; }

    public KeycloakRealm Realm { get; }

    public static async Task<ComposeStack> UpAsync(DockerEngine engine)
    {
        var scratch = new Scratch();
        var stack = new ComposeStack(scratch, engine);
        try
        {
            Copy(Repository.Root, scratch.Folder("clone"));
            (await stack.ComposeAsync("up", "--build", "--detach")).ShouldSucceed();
            await stack.GatewayIsHealthyAsync();
            stack._secrets = new SecretLines(await stack.GatewayEnvironmentAsync(), KnownSecrets.OfThisRun);
            return stack;
        }
        catch
        {
            await stack.DisposeAsync();
            throw;
        }
    }

    /// <summary>The user, the root filesystem and the capabilities that the gateway's container really has.</summary>
    public async Task<string> InspectGatewayAsync() => await InspectAsync("{{.Config.User}} {{.HostConfig.ReadonlyRootfs}} {{.HostConfig.CapDrop}}");

    /// <summary>Takes it down; what its gateway wrote meanwhile, log and audit records, is searched for secrets.</summary>
    public async ValueTask DisposeAsync()
    {
        var logs = await ComposeAsync("logs", "--no-color", "gateway");
        await ComposeAsync("down", "--volumes", "--timeout", "2");
        Realm.Dispose();
        _scratch.Dispose();
        if (_secrets is not null)
        {
            _secrets.LookThrough(logs.ShouldSucceed());
            _secrets.ShouldBeNone();
        }
    }

    /// <summary>Waits for the container's own health check, since that is what people and orchestrators see.</summary>
    private async Task GatewayIsHealthyAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        string health;
        while ((health = await InspectAsync("{{.State.Health.Status}}")) == "starting" && !limit.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromSeconds(1));
        }

        if (health != "healthy")
        {
            var logs = await ComposeAsync("logs", "--no-color", "--tail", "100", "gateway");
            throw new InvalidOperationException($"The gateway's container is {health}.\n{logs.Output}{logs.Error}");
        }
    }

    private async Task<Dictionary<string, string?>> GatewayEnvironmentAsync()
    {
        var lines = (await InspectAsync("{{range .Config.Env}}{{println .}}{{end}}")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return lines.Select(line => line.Split('=', 2)).ToDictionary(variable => variable[0], variable => (string?)variable[1]);
    }

    private async Task<string> InspectAsync(string format)
    {
        var container = (await ComposeAsync("ps", "-q", "gateway")).ShouldSucceed().Trim();
        var docker = Tool.Require("docker", "Docker", "Install the Docker client.");
        var result = await ClientProcess.RunAsync(docker, ["inspect", "--format", format, container], _environment, _scratch.Root);
        return result.ShouldSucceed().Trim();
    }

    private Task<ClientResult> ComposeAsync(params string[] arguments)
    {
        var standalone = Tool.OnPath("docker-compose");
        var program = standalone ?? Tool.Require("docker", "Docker Compose", "Install docker-compose or Docker's compose plugin.");
        return ClientProcess.RunAsync(
            program, standalone is null ? ["compose", .. arguments] : arguments, _environment, _scratch.PathOf("clone"), Patience);
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }

        foreach (var folder in Directory.GetDirectories(from).Where(folder => !NotInAClone.Contains(Path.GetFileName(folder))))
        {
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
        }
    }
}
