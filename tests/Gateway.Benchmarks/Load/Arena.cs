using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using Gateway.Benchmarks.Load.Hosts;
using Gateway.Benchmarks.Load.Requests;
using Gateway.Sandbox.Keycloak;

namespace Gateway.Benchmarks.Load;

/// <summary>The programs that are compared, each in its own process, and an issuer in this one, which is asked for its keys and nothing else.</summary>
internal sealed class Arena : IAsyncDisposable
{
    public const string Role = "orders-reader";

    private readonly HttpClient client = new();
    private readonly LoadOptions options;
    private readonly List<IAsyncDisposable> started = [];
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("gateway-load-");

    private Arena(LoadOptions options) => this.options = options;

    public KeycloakStandIn Keycloak { get; private set; } = null!;

    public ChildProcess Upstream { get; private set; } = null!;

    public ChildProcess BareProxy { get; private set; } = null!;

    public ChildProcess Gateway { get; private set; } = null!;

    /// <summary>Null where nginx is not installed.</summary>
    public ChildProcess? Nginx { get; private set; }

    public string PolicyFile => Path.Combine(folder.FullName, "policy.yaml");

    /// <summary>The key that the gateway seals sessions with.</summary>
    public string SessionKey { get; } = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    /// <summary>The gateway of another build (<see cref="LoadOptions.Other"/>); null where none is asked for.</summary>
    public ChildProcess? Other { get; private set; }

    /// <summary>The proxies: bare YARP first, the gateway last.</summary>
    public IReadOnlyList<ChildProcess> Proxies => [BareProxy, .. Optional(Nginx), .. Optional(Other), Gateway];

    public static async Task<Arena> StartAsync(LoadOptions options)
    {
        var arena = new Arena(options);
        arena.Keycloak = arena.Keep(await KeycloakStandIn.StartAsync());
        arena.Upstream = arena.Keep(await ChildProcess.StartHostAsync(HostCommand.Upstream));
        arena.BareProxy = arena.Keep(await ChildProcess.StartHostAsync(HostCommand.BareProxy, arguments: arena.Upstream.Url));
        if (Programs.Find("nginx") is { } nginx)
        {
            arena.Nginx = arena.Keep(await NginxHost.StartAsync(nginx, arena.Upstream.Port, arena.folder));
        }

        await File.WriteAllTextAsync(arena.PolicyFile, BenchmarkPolicy.Of(10));
        arena.Gateway = arena.Keep(await arena.StartGatewayAsync());
        await arena.WaitUntilReadyAsync(arena.Gateway);
        if (options.Other is { } dll)
        {
            arena.Other = arena.Keep(await ChildProcess.StartOtherHostAsync("other build", dll, HostCommand.Gateway, arena.CommonSettings()));
            await arena.WaitUntilReadyAsync(arena.Other);
        }

        return arena;
    }

    /// <summary>One more gateway, with settings of its own.</summary>
    public Task<ChildProcess> StartGatewayAsync(params IEnumerable<KeyValuePair<string, string>> settings)
    {
        var all = GatewaySettings();
        foreach (var (key, value) in settings)
        {
            all[key] = value;
        }

        return ChildProcess.StartHostAsync(HostCommand.Gateway, all);
    }

    /// <summary>Waits until a gateway has all that it needs.</summary>
    public async Task WaitUntilReadyAsync(ChildProcess gateway)
    {
        while (true)
        {
            using var answer = await client.GetAsync(gateway.Url + "/readyz");
            if (answer.IsSuccessStatusCode)
            {
                return;
            }

            await Task.Delay(20);
        }
    }

    /// <summary>The gateway's settings in its environment, with those that are being tried.</summary>
    public Dictionary<string, string> GatewaySettings()
    {
        var settings = CommonSettings();
        foreach (var (key, value) in options.Gateway)
        {
            settings[key] = value;
        }

        return settings;
    }

    private Dictionary<string, string> CommonSettings() => new(StringComparer.Ordinal)
    {
        ["Gateway__PolicyFile"] = PolicyFile,
        ["Gateway__Issuers__0__Authority"] = Keycloak.Issuer,
        ["Gateway__Issuers__0__Audience"] = "gateway",
        ["Gateway__Aws__Region"] = "eu-west-1",
        ["Gateway__Aws__EndpointUrl"] = Upstream.Url,
        ["Gateway__Sessions__Keys__0"] = SessionKey,
        ["Logging__LogLevel__Default"] = "Error",
        ["Logging__Console__LogLevel__Microsoft.Hosting.Lifetime"] = "Error",
        ["AWS_ACCESS_KEY_ID"] = "AKIDEXAMPLE",
        ["AWS_SECRET_ACCESS_KEY"] = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
    };

    /// <summary>A program that lives as long as the arena.</summary>
    public T Keep<T>(T program)
        where T : IAsyncDisposable
    {
        started.Add(program);
        return program;
    }

    /// <summary>An access token of a caller of that number.</summary>
    public string Token(int caller) => Keycloak.MintAccessToken("demo", claims =>
    {
        claims["sub"] = $"caller-{caller:D6}";
        claims["preferred_username"] = $"caller-{caller:D6}";
    });

    /// <summary>Gateway credentials of a caller of that number, as the gateway hands them out.</summary>
    public async Task<Credentials> MintAsync(int caller)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Gateway.Url}/api/credentials?mode=forward&role={Role}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token(caller));
        using var answer = await client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        using var json = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync());
        string Read(string name) => json.RootElement.GetProperty(name).GetString()!;
        return new Credentials(Read("AccessKeyId"), Read("SecretAccessKey"), Read("SessionToken"));
    }

    /// <summary>How often STS was asked up to now.</summary>
    public async Task<long> StsCallsAsync() => long.Parse(await client.GetStringAsync(Upstream.Url + UpstreamHost.CallsPath));

    private static IEnumerable<ChildProcess> Optional(ChildProcess? program) => program is null ? [] : [program];

    public async ValueTask DisposeAsync()
    {
        for (var i = started.Count - 1; i >= 0; i--)
        {
            await started[i].DisposeAsync();
        }

        client.Dispose();
        folder.Delete(recursive: true);
    }
}
