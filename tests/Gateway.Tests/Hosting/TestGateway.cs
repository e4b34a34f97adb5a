using System.Net.Http.Headers;
using Amazon.Runtime;
using Gateway.Assuming;
using Gateway.Auditing;
using Gateway.Hosting;
using Gateway.Identity;
using Gateway.Portal.SignIn;
using Gateway.Sandbox.Aws;
using Gateway.Sandbox.Keycloak;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Gateway.Tests.Hosting;

/// <summary>The whole gateway on a free port, between a Keycloak and an AWS that stand in on ports of their own.</summary>
internal sealed class TestGateway : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly DirectoryInfo folder;
    private readonly SecretWatch secrets;

    private TestGateway(WebApplication app, DirectoryInfo folder, KeycloakStandIn keycloak, AwsStandIn aws, SecretWatch secrets)
    {
        this.app = app;
        this.secrets = secrets;
        this.folder = folder;
        Keycloak = keycloak;
        Aws = aws;
    }

    public KeycloakStandIn Keycloak { get; }

    public AwsStandIn Aws { get; }

    public MemoryAuditSink Audit => app.Services.GetRequiredService<MemoryAuditSink>();

    public MemoryLogger Logs => app.Services.GetRequiredService<MemoryLogger>();

    public TelemetryRecorder Telemetry => secrets.Telemetry;

    public SecretWatch Secrets => secrets;

    public IServiceProvider Services => app.Services;

    /// <summary><c>http://127.0.0.1:PORT</c></summary>
    public string Url => app.Urls.First();

    /// <summary>The same of the management port, where the settings have one.</summary>
    public string ManagementUrl => app.Urls.Last();

    public HttpClient Client { get; private set; } = null!;

    public string PolicyFile => Path.Combine(folder.FullName, "policy.yaml");

    public static async Task<TestGateway> StartAsync(
        string policy = TestPolicy.Usual, TimeProvider? time = null, IEnumerable<(string Key, string Value)>? settings = null, bool waitForKeys = true,
        Action<KeycloakStandIn>? keycloakIs = null, CredentialChain? credentials = null, bool keepsSinks = false, Action<WebApplicationBuilder>? configure = null)
    {
        var keycloak = await KeycloakStandIn.StartAsync(time);
        keycloakIs?.Invoke(keycloak);
        var aws = await AwsStandIn.StartAsync(time);
        var folder = Directory.CreateTempSubdirectory("gateway-test-");
        var file = Path.Combine(folder.FullName, "policy.yaml");
        await File.WriteAllTextAsync(file, policy);
        // As arguments, since some rooms read their settings while they are registered.
        string[] args = ["--urls=http://127.0.0.1:0", .. (settings ?? []).Select(setting => $"--{setting.Key}={setting.Value}")];
        var secrets = new SecretWatch(aws);
        var app = GatewayApp.Build(args, builder =>
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["Gateway:PolicyFile"] = file,
                ["Gateway:Issuers:0:Authority"] = keycloak.Issuer,
                ["Gateway:Issuers:0:Audience"] = "gateway",
                ["Gateway:Aws:Region"] = "eu-west-1",
                ["Gateway:Aws:EndpointUrl"] = aws.Url,
                ["Gateway:Sessions:Keys:0"] = Convert.ToBase64String(new byte[32]),
            });
            builder.Configuration.AddCommandLine(args);
            if (!keepsSinks)
            {
                builder.Services.RemoveAll<IAuditSink>();
            }

            builder.Services.AddSingleton<MemoryAuditSink>();
            builder.Services.AddSingleton<IAuditSink>(provider => provider.GetRequiredService<MemoryAuditSink>());
            builder.Services.AddSingleton(credentials ?? new CredentialChain(() => new BasicAWSCredentials(AwsStandIn.BaseAccessKeyId, AwsStandIn.BaseSecretAccessKey)));
            builder.Services.AddSingleton<MemoryLogger>();
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton<ILoggerProvider>(provider => provider.GetRequiredService<MemoryLogger>());
            if (time is not null)
            {
                builder.Services.AddSingleton(time);
            }

            builder.Services.AddSingleton<IStartupFilter>(secrets);
            builder.Services.Configure<OpenIdConnectOptions>(PortalSchemes.Issuer, secrets.Listen);
            builder.Services.AddSingleton<IAuditSink>(secrets);
            configure?.Invoke(builder);
        });
        secrets.Watch(app.Services);
        var gateway = new TestGateway(app, folder, keycloak, aws, secrets);
        await app.StartAsync();
        gateway.Client = new HttpClient { BaseAddress = new Uri(gateway.Url) };
        if (waitForKeys)
        {
            foreach (var issuer in app.Services.GetRequiredService<Issuers>().All)
            {
                // A loaded machine may need more than one attempt.
                for (var attempt = 0; issuer.Current is null && attempt < 10; attempt++)
                {
                    await issuer.RefreshAsync(CancellationToken.None);
                }
            }
        }

        return gateway;
    }

    /// <summary>Sends a GET with a Bearer token.</summary>
    public async Task<HttpResponseMessage> GetAsync(string path, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return await Client.SendAsync(request);
    }

    /// <summary>Stops it as SIGTERM does: what is under way may end first.</summary>
    public Task StopAsync(CancellationToken impatience = default) => app.StopAsync(impatience);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await app.StopAsync(now.Token);
        Telemetry.Collect();
        var written = Logs.Text;
        await app.DisposeAsync();
        await Aws.DisposeAsync();
        await Keycloak.DisposeAsync();
        folder.Delete(recursive: true);
        secrets.ShouldHaveSeenNone(written);
    }
}
