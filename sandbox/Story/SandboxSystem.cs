using System.Security.Cryptography;
using Gateway.Auditing;
using Gateway.Hosting;
using Gateway.Identity;
using Gateway.Policies;
using Gateway.Sandbox.Aws;
using Gateway.Sandbox.Keycloak;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Gateway.Sandbox.Story;

/// <summary>The three parts, started, each on a free port of 127.0.0.1.</summary>
internal sealed class SandboxSystem : IAsyncDisposable
{
    public const string Region = "eu-west-1";

    private readonly WebApplication gateway;

    private SandboxSystem(WebApplication gateway, KeycloakStandIn keycloak, AwsStandIn aws, PolicyCopy policy, AuditTrail audit)
    {
        this.gateway = gateway;
        Keycloak = keycloak;
        Aws = aws;
        Policy = policy;
        Audit = audit;
    }

    public KeycloakStandIn Keycloak { get; }

    public AwsStandIn Aws { get; }

    /// <summary>The policy file that the gateway watches.</summary>
    public PolicyCopy Policy { get; }

    public AuditTrail Audit { get; }

    /// <summary>All records so far, once those of the requests that have ended are there.</summary>
    public async Task<IReadOnlyList<AuditEntry>> AuditedAsync()
    {
        var recorder = gateway.Services.GetRequiredService<AuditRecorder>();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (recorder.Queues.Any(queue => queue.Taken > 0))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), patience.Token);
        }

        return Audit.Entries;
    }

    /// <summary>Where the gateway listens.</summary>
    public string GatewayUrl => gateway.Urls.First();

    /// <summary>The policy that is in force in the gateway.</summary>
    public PolicyStore PolicyInForce => gateway.Services.GetRequiredService<PolicyStore>();

    public static async Task<SandboxSystem> StartAsync(TimeProvider time)
    {
        var policy = PolicyCopy.Create();
        try
        {
            var keycloak = await KeycloakStandIn.StartAsync(time);
            var aws = await AwsStandIn.StartAsync(time);
            var audit = new AuditTrail();
            var app = BuildGateway(policy, keycloak, aws, audit);
            await app.StartAsync();
            await Task.WhenAll(app.Services.GetRequiredService<Issuers>().All.Select(issuer => issuer.GetAsync(CancellationToken.None).AsTask()));
            return new SandboxSystem(app, keycloak, aws, policy, audit);
        }
        catch
        {
            // What listens ends with the process; the folder would stay.
            policy.Dispose();
            throw;
        }
    }

    /// <summary>Runs until Ctrl+C.</summary>
    public Task WaitForShutdownAsync() => gateway.WaitForShutdownAsync();

    public async ValueTask DisposeAsync()
    {
        await gateway.StopAsync();
        await gateway.DisposeAsync();
        await Aws.DisposeAsync();
        await Keycloak.DisposeAsync();
        Policy.Dispose();
    }

    private static WebApplication BuildGateway(PolicyCopy policy, KeycloakStandIn keycloak, AwsStandIn aws, AuditTrail audit) =>
        GatewayApp.Build(
            [
                "--urls=http://127.0.0.1:0",
                $"--Gateway:PolicyFile={policy.Path}",
                $"--Gateway:Issuers:0:Authority={keycloak.Issuer}",
                $"--Gateway:Issuers:0:Audience={ExampleRealm.Audience}",
                "--Gateway:Portal:ClientId=portal",
                $"--Gateway:Portal:ClientSecret={ExampleRealm.Clients.Single(client => client.ClientId == "portal").Secret}",
                $"--Gateway:Aws:Region={Region}",
                $"--Gateway:Aws:EndpointUrl={aws.Url}",
                $"--Gateway:Sessions:Keys:0={Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))}",
            ],
            builder =>
            {
                // The story shows what the records say; the refusals in it are no news for the log.
                builder.Services.RemoveAll<IAuditSink>();
                builder.Services.AddSingleton<IAuditSink>(audit);
                builder.Logging.AddFilter(category: null, LogLevel.Error).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Error);
            });
}
