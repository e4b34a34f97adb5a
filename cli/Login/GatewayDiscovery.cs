using Gateway.Cli.Doors;
using Gateway.Cli.Targets;
using Gateway.Cli.Terminal;

namespace Gateway.Cli.Login;

/// <summary>Asks a gateway what it is.</summary>
internal static class GatewayDiscovery
{
    public const string Door = "/api/configuration";

    public static async Task<Result<GatewayConfiguration>> FetchAsync(CliContext context, Target target, CancellationToken cancellation)
    {
        var answer = await new GatewayClient(context.Http).GetAsync(target.Address(Door), null, DoorJson.Default.GatewayConfiguration, cancellation);
        return answer switch
        {
            { Succeeded: true, Value.Doors.ArePaths: false } =>
                new Failure(ExitCode.Failed, $"{target.Url} names doors outside itself; tokens are not sent there."),
            { Succeeded: true, Value: { Issuer: null, Authority: null } } =>
                new Failure(ExitCode.Failed, $"{target.Url} names no issuer to log in at.", "Is it the gateway's address?"),
            _ => answer,
        };
    }
}
