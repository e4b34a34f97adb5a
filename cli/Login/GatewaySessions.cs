using Gateway.Cli.Targets;
using Gateway.Cli.Terminal;

namespace Gateway.Cli.Login;

/// <summary>Opens the gateway that a command means.</summary>
internal sealed class GatewaySessions(CliContext context, TargetFile file)
{
    public async Task<Result<GatewaySession>> OpenAsync(string? named, CancellationToken cancellation)
    {
        var selected = TargetSelection.Select(context, file, named);
        if (!selected.Succeeded)
        {
            return selected.Failure;
        }

        var target = selected.Value;
        if (target.Configuration is null)
        {
            var configuration = await GatewayDiscovery.FetchAsync(context, target, cancellation);
            if (!configuration.Succeeded)
            {
                return configuration.Failure;
            }

            target = target with { Configuration = configuration.Value };
        }

        return new GatewaySession(context, target, target.Configuration);
    }
}
