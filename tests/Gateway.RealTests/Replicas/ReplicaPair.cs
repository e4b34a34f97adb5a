using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Gateway.RealTests.Gateways;
using Gateway.RealTests.Parts;

namespace Gateway.RealTests.Replicas;

/// <summary>Two gateways with the same keys, a Redis and an nginx before them. Whoever has the role <c>analyst</c> is an operator here.</summary>
internal sealed class ReplicaPair : IAsyncDisposable
{
    private readonly HttpClient _http = new();
    private readonly Dictionary<GatewayProcess, Uri> _management = [];

    private readonly Uri _issuer;

    private ReplicaPair(RedisServer redis, Uri issuer) => (Redis, _issuer) = (redis, issuer);

    public RedisServer Redis { get; }

    public GatewayProcess First { get; private set; } = null!;

    public GatewayProcess Second { get; private set; } = null!;

    public NginxProxy Proxy { get; private set; } = null!;

    public static async Task<ReplicaPair> StartAsync(RealWorld world) => await StartAsync(world, (await world.RealmAsync()).Issuer);

    /// <summary>For the people of another realm.</summary>
    public static async Task<ReplicaPair> StartAsync(RealWorld world, Uri issuer)
    {
        var pair = new ReplicaPair(await RedisServer.StartAsync(), issuer);
        try
        {
            pair.First = await pair.StartGatewayAsync(world);
            pair.Second = await pair.StartGatewayAsync(world);
            pair.Proxy = await NginxProxy.StartAsync(pair.First.Address, pair.Second.Address);
            return pair;
        }
        catch
        {
            await pair.DisposeAsync();
            throw;
        }
    }

    /// <summary>One more gateway of the same set.</summary>
    public async Task<GatewayProcess> StartGatewayAsync(RealWorld world)
    {
        var port = LoopbackPort.Next();
        var gateway = await world.StartGatewayAsync(await world.InFrontOfMinioAsync() with
        {
            Issuer = _issuer,
            Settings = new Dictionary<string, string>
            {
                ["Gateway__Sessions__Keys__0"] = Convert.ToBase64String(new byte[32]),
                ["Gateway__Redis"] = Redis.Connection,
                ["Gateway__Management__Port"] = $"{port}",
                ["Gateway__Management__Address"] = "http://127.0.0.1",
                ["Gateway__Management__Role"] = "analyst",
                ["Gateway__Portal__ClientId"] = "portal",
                ["Gateway__Portal__ClientSecret"] = "example-only-portal-secret",
            },
        });
        _management[gateway] = new Uri($"http://127.0.0.1:{port}");
        return gateway;
    }

    public async Task RevokeAsync(GatewayProcess at, object what, string operatorToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_management[at], "/management/revocations")) { Content = JsonContent.Create(what) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", operatorToken);
        using var answer = await _http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>The revocations that a gateway remembers, as it lists them.</summary>
    public async Task<IReadOnlyList<string>> RevocationsAsync(GatewayProcess at, string operatorToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_management[at], "/management/revocations"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", operatorToken);
        using var answer = await _http.SendAsync(request);
        return [.. JsonNode.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync())!["revocations"]!.AsArray().Select(revocation => revocation!.ToJsonString())];
    }

    /// <summary>Ends one without a word, as a machine does that goes away.</summary>
    public async Task KillAsync(GatewayProcess gateway)
    {
        _management.Remove(gateway);
        await gateway.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (Proxy is not null)
        {
            await Proxy.DisposeAsync();
        }

        foreach (var gateway in _management.Keys)
        {
            await gateway.DisposeAsync();
        }

        await Redis.DisposeAsync();
    }
}
