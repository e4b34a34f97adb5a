using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Gateway.RealTests.Parts;

namespace Gateway.RealTests.Helm;

/// <summary>The published gateway with exactly the environment and the files of the rendered pod; only the port is a free one.</summary>
internal sealed class RenderedGateway : IAsyncDisposable
{
    private readonly string _program;
    private readonly RenderedContainer _container;
    private readonly Dictionary<string, string?> _environment;
    private readonly ServerProcess _process;
    private readonly HttpMessageHandler _handler;
    private readonly HttpClient _http;
    private readonly Uri _ready;

    private RenderedGateway(
        string program, RenderedContainer container, Dictionary<string, string?> environment, ServerProcess process, Uri ready, HttpMessageHandler handler)
    {
        _program = program;
        _container = container;
        _environment = environment;
        _process = process;
        _ready = ready;
        _handler = handler;
        _http = new HttpClient(handler, disposeHandler: false);
    }

    /// <summary>Started, with every rendered probe answered.</summary>
    public static async Task<RenderedGateway> StartAsync(
        PublishedProgram published, RenderedContainer container, JsonNode rendered, LoopbackCertificate certificate)
    {
        var probes = new RenderedProbes(rendered);
        var environment = container.MovedEnvironment;
        // The image's own environment, which the pod's goes over.
        environment.TryAdd("ASPNETCORE_HTTP_PORTS", "8080");
        environment[ListeningVariable(environment, probes.Readiness.Scheme)] = probes.Listening;
        var process = ServerProcess.StartGateway(published, container.MovedArguments, environment, container.Folder);
        var gateway = new RenderedGateway(published.Program, container, environment, process, probes.Readiness, certificate.TrustingHandler());
        return await gateway.OnceAsync(probes.PassAsync(process, gateway._handler));
    }

    public string Output => _process.Output;

    /// <summary>The name of the variable that says where the gateway listens.</summary>
    public static string ListeningVariable(Dictionary<string, string?> environment, string scheme) =>
        environment.Single(variable => variable.Value!.StartsWith($"{scheme}://+:", StringComparison.Ordinal)).Key;

    /// <summary>What the readiness probe is answered.</summary>
    public async Task<JsonNode> ReadinessAsync() => (await _http.GetFromJsonAsync<JsonNode>(_ready))!;

    /// <summary>What <c>gateway healthcheck</c> says with the same environment.</summary>
    public Task<ClientResult> HealthCheckAsync() => ClientProcess.RunAsync(_program, ["healthcheck"], _environment, _container.Folder);

    /// <summary>Where a browser without a session is sent to sign in.</summary>
    public async Task<Uri?> SignInAsync()
    {
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_ready, "/signin"));
        request.Headers.Accept.ParseAdd("text/html");
        using var answer = await browser.SendAsync(request);
        return answer.Headers.Location;
    }

    /// <summary>Whether a client that trusts this certificate alone gets an answer on a new connection.</summary>
    public async Task<bool> ShowsAsync(LoopbackCertificate certificate)
    {
        using var handler = certificate.TrustingHandler();
        using var http = new HttpClient(handler);
        try
        {
            using var answer = await http.GetAsync(_ready);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException error) when (error.HttpRequestError is HttpRequestError.SecureConnectionError or HttpRequestError.ConnectionError)
        {
            // Kestrel binds the endpoint anew for another certificate, and for that moment nothing listens.
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _handler.Dispose();
        await _process.DisposeAsync();
        _container.Dispose();
    }
}
