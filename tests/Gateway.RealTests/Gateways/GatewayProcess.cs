using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Gateway.RealTests.Parts;

namespace Gateway.RealTests.Gateways;

/// <summary>A running gateway with a copy of the example policy of its own.</summary>
internal sealed class GatewayProcess : IAsyncDisposable
{
    private readonly Scratch _scratch;
    private readonly ServerProcess _process;
    private readonly HttpClient _http;
    private readonly string _policyFile;
    private readonly GatewaySetup _setup;

    private GatewayProcess(Scratch scratch, ServerProcess process, Uri address, string policyFile, GatewaySetup setup)
    {
        _scratch = scratch;
        _process = process;
        _http = new HttpClient { BaseAddress = address };
        Address = address;
        _policyFile = policyFile;
        _setup = setup;
    }

    public Uri Address { get; }

    public string Output => _process.Output;

    /// <summary>The most bytes of memory that the process has held so far.</summary>
    public long PeakMemory() => _process.PeakMemory();

    public static async Task<GatewayProcess> StartAsync(PublishedProgram published, GatewaySetup setup)
    {
        var scratch = new Scratch();
        var policyFile = scratch.PathOf("policy.yaml");
        File.Copy(Repository.PathOf("policies", "small-team.yaml"), policyFile);
        var address = new Uri($"http://127.0.0.1:{LoopbackPort.Next()}");
        var process = ServerProcess.StartGateway(published, [], setup.Environment(address, policyFile), scratch.Root, setup.OpenFiles);
        var gateway = new GatewayProcess(scratch, process, address, policyFile, setup);
        return await gateway.OnceAsync(process.ReadyAsync(new Uri(address, "/readyz"), TimeSpan.FromSeconds(90)));
    }

    /// <summary>Replaces the policy file as editors do, by a whole new file under the old name, and waits until it is in force.</summary>
    public async Task EditPolicyAsync(Func<string, string> edit)
    {
        var before = await PolicyVersionAsync();
        var edited = _scratch.Write("policy.yaml.new", edit(await File.ReadAllTextAsync(_policyFile)));
        File.Move(edited, _policyFile, overwrite: true);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (await PolicyVersionAsync() == before)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), patience.Token);
        }
    }

    public async Task<HttpResponseMessage> GetAsync(string pathAndQuery, string? bearer)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, pathAndQuery);
        request.Headers.Authorization = bearer is null ? null : new AuthenticationHeaderValue("Bearer", bearer);
        return await _http.SendAsync(request);
    }

    /// <summary>Sends it SIGHUP.</summary>
    public Task HangUpAsync() => _process.SignalAsync("HUP");

    /// <summary>Asks it to end, as Kubernetes does, and gives its exit code when it has.</summary>
    public Task<int> TerminateAsync() => _process.TerminateAsync();

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        foreach (var secret in _setup.Issued())
        {
            KnownSecrets.OfThisRun.Learn(secret);
        }

        await _process.DisposeAsync();
        _scratch.Dispose();
    }

    private async Task<string> PolicyVersionAsync() => JsonNode.Parse(await _http.GetStringAsync("/readyz"))!["policy"]!["version"]!.GetValue<string>();
}
