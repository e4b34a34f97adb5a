using Gateway.RealTests.Parts;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Gateways;

/// <summary>Errors of gateways that are no containers are searched where they are answered: AWS CLI and SDKs keep those that they try again, and a browser those of pages that are gone.</summary>
public sealed class ErrorWatchTests(RealWorld world) : IDisposable
{
    private readonly Scratch _scratch = new();

    [Fact]
    public async Task Secret_in_an_error_fails_the_gateway_that_answered_it_whoever_asked()
    {
        var secret = Guid.NewGuid().ToString("N");
        var gateway = await StartAsync(issuerOf: secret, secret);

        await AskAsync("/readyz");

        (await Assert.ThrowsAsync<ShouldAssertException>(async () => await gateway.DisposeAsync())).Message.ShouldContain(secret);
    }

    [Fact]
    public async Task Error_without_a_secret_fails_nobody()
    {
        var gateway = await StartAsync(issuerOf: "example", Guid.NewGuid().ToString("N"));

        await AskAsync("/readyz");

        await Should.NotThrowAsync(async () => await gateway.DisposeAsync());
        (await File.ReadAllTextAsync(Directory.EnumerateFiles(_scratch.Root, "errors-*").ShouldHaveSingleItem(), TestContext.Current.CancellationToken))
            .ShouldContain("503 to GET /readyz");
    }

    public void Dispose() => _scratch.Dispose();

    private Uri Address { get; } = new($"http://127.0.0.1:{LoopbackPort.Next()}");

    // Its issuer, whose name is in the answer of /readyz, is where nobody listens; and it prints nothing.
    private async Task<ServerProcess> StartAsync(string issuerOf, string secret)
    {
        var environment = new GatewaySetup(new Uri($"http://127.0.0.1:9/realms/{issuerOf}"), new("AKIAEXAMPLEEXAMPLE00", "example-only-secret-of-aws"))
        {
            Settings = new Dictionary<string, string> { ["Logging__LogLevel__Default"] = "None", ["Gateway__Audit__Sinks__0"] = "file", ["Gateway__Audit__File__Path"] = _scratch.PathOf("audit.jsonl"), ["OWN_SECRET"] = secret },
        }.Environment(Address, Repository.PathOf("policies", "small-team.yaml"));
        var gateway = ServerProcess.StartGateway(await world.Published.RunningAsync(), [], environment, _scratch.Root);
        await gateway.ReadyAsync(new Uri(Address, "/livez"), TimeSpan.FromSeconds(90));
        return gateway;
    }

    private async Task AskAsync(string path)
    {
        using var http = new System.Net.Http.HttpClient { BaseAddress = Address };
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        ((int)answer.StatusCode).ShouldBe(503);
    }
}
