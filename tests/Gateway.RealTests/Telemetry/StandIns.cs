using Gateway.RealTests.Aws;
using Gateway.RealTests.Gateways;
using Gateway.Sandbox.Aws;
using Gateway.Sandbox.Keycloak;

namespace Gateway.RealTests.Telemetry;

/// <summary>What stands on both sides of the gateway while it is watched: an issuer that mints any token, and an AWS that fails when it is told to.</summary>
internal sealed class StandIns : IAsyncDisposable
{
    private StandIns(KeycloakStandIn keycloak, AwsStandIn aws)
    {
        Keycloak = keycloak;
        Aws = aws;
    }

    public KeycloakStandIn Keycloak { get; }

    public AwsStandIn Aws { get; }

    /// <summary>How a gateway between them is set up.</summary>
    public GatewaySetup Setup => new(new Uri(Keycloak.Issuer), new BaseKey(AwsStandIn.BaseAccessKeyId, AwsStandIn.BaseSecretAccessKey))
    {
        EndpointUrl = new Uri(Aws.Url),
        Endpoints = new Dictionary<string, Uri> { ["signin"] = new(Aws.Url) },
        Issued = () => Aws.Credentials.Secrets(),
    };

    public static async Task<StandIns> StartAsync() => new(await KeycloakStandIn.StartAsync(), await AwsStandIn.StartAsync());

    public async ValueTask DisposeAsync()
    {
        await Aws.DisposeAsync();
        await Keycloak.DisposeAsync();
    }
}
