using Gateway.RealTests.Parts;

namespace Gateway.RealTests.Gateways;

/// <summary>The gateway as it is shipped: <c>dotnet publish</c>, once a run.</summary>
internal sealed class PublishedGateway : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly Scratch _scratch;

    private PublishedGateway(Scratch scratch) => _scratch = scratch;

    public string Program => _scratch.PathOf("app", "gateway");

    public static async Task<PublishedGateway> PublishAsync()
    {
        var dotnet = Tool.Require("dotnet", ".NET SDK", "Install the .NET SDK that global.json names.");
        var scratch = new Scratch();
        try
        {
            // A folder of its own for what is built on the way: the tests' own build may be in use at this moment. The analyzers have seen all this.
            var result = await ClientProcess.RunAsync(
                dotnet,
                [
                    "publish", Repository.PathOf("gateway"), "-c", "Release", "-o", scratch.PathOf("app"), "-v", "quiet",
                    "--artifacts-path", scratch.PathOf("artifacts"), "-p:RunAnalyzers=false",
                ],
                new Dictionary<string, string?>(),
                Repository.Root,
                Patience);
            result.ShouldSucceed();
            return new PublishedGateway(scratch);
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
