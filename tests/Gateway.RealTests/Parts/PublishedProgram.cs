namespace Gateway.RealTests.Parts;

/// <summary>A program as it is shipped: <c>dotnet publish</c>, once a run.</summary>
internal sealed class PublishedProgram : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly Scratch _scratch;
    private readonly string _name;

    private PublishedProgram(Scratch scratch, string name) => (_scratch, _name) = (scratch, name);

    public string Folder => _scratch.PathOf("app");

    public string Program => Path.Combine(Folder, _name);

    /// <summary>Compiled ahead, as its image holds it.</summary>
    public static Task<PublishedProgram> GatewayAsync() => PublishAsync("gateway", "gateway", "--use-current-runtime", "--self-contained", "false", "-p:PublishReadyToRun=true");

    /// <summary>The native binary, whose linker is clang.</summary>
    public static Task<PublishedProgram> StsgwAsync()
    {
        Tool.Require("clang", "clang", "Install Debian's clang and zlib1g-dev.");
        return PublishAsync("cli", "stsgw", "--use-current-runtime");
    }

    private static async Task<PublishedProgram> PublishAsync(string project, string name, params string[] arguments)
    {
        var dotnet = Tool.Require("dotnet", ".NET SDK", "Install the .NET SDK that global.json names.");
        var scratch = new Scratch();
        try
        {
            // A folder of its own for what is built on the way: the tests' own build may be in use at this moment. The analyzers have seen all this.
            var result = await ClientProcess.RunAsync(
                dotnet,
                [
                    "publish", Repository.PathOf(project), "-c", "Release", "-o", scratch.PathOf("app"), "-v", "quiet",
                    "--artifacts-path", scratch.PathOf("artifacts"), "-p:RunAnalyzers=false", "-p:UseSharedCompilation=false", .. arguments,
                ],
                new Dictionary<string, string?>(),
                Repository.Root,
                Patience);
            result.ShouldSucceed();
            return new PublishedProgram(scratch, name);
        }
        catch
        {
            scratch.Dispose();
            throw;
        }
    }

    public ValueTask DisposeAsync()
    {
        _scratch.Dispose();
        return ValueTask.CompletedTask;
    }
}
