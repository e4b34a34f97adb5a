using System.Runtime.CompilerServices;
using Gateway.Cli.Doors;
using Gateway.Cli.Login;
using Gateway.Cli.Roles;
using Gateway.Cli.Targets;
using Gateway.Cli.Terminal;

namespace Gateway.Cli.Doctor;

/// <summary>The steps in their order; it ends at the first that makes the rest senseless.</summary>
internal sealed class Examination(CliContext context, Target target, string? wantedRole)
{
    public async IAsyncEnumerable<Finding> RunAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        yield return new Finding("target", FindingState.Good, $"{target.Name} ({target.Url})");
        await foreach (var finding in new NetworkSteps(target.Url).RunAsync(context.Time, cancellation))
        {
            yield return finding;
            if (finding.State is FindingState.Bad)
            {
                yield break;
            }
        }

        var configuration = await GatewayDiscovery.FetchAsync(context, target, cancellation);
        if (!configuration.Succeeded)
        {
            yield return Bad("gateway", configuration.Failure);
            yield break;
        }

        yield return new Finding("gateway", FindingState.Good, $"issuer {configuration.Value.Issuer}, region {configuration.Value.Region}");
        await foreach (var finding in new GatewaySteps(context, target).RunAsync(cancellation))
        {
            yield return finding;
        }

        var issuer = await IssuerDiscovery.FetchAsync(context, target, configuration.Value, cancellation);
        yield return issuer.Succeeded
            ? new Finding("issuer", FindingState.Good, $"{issuer.Value.Issuer} answers")
            : Bad("issuer", issuer.Failure);

        await foreach (var finding in LoginStepsAsync(configuration.Value, cancellation))
        {
            yield return finding;
        }
    }

    private async IAsyncEnumerable<Finding> LoginStepsAsync(GatewayConfiguration configuration, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var session = new GatewaySession(context, target with { Configuration = configuration }, configuration);
        var token = await session.TokenAsync(cancellation);
        if (!token.Succeeded)
        {
            yield return Bad("login", token.Failure);
            yield break;
        }

        yield return LoginStep.Judge(context, target, configuration, token.Value);
        var roles = await RoleList.FetchAsync(context, session, cancellation);
        if (!roles.Succeeded)
        {
            yield return Bad("roles", roles.Failure);
            yield break;
        }

        yield return roles.Value.Count == 0
            ? new Finding("roles", FindingState.Warning, "The gateway grants you no role.", "Ask those who keep the policy file.")
            : new Finding("roles", FindingState.Good, string.Join(", ", roles.Value.Select(r => r.Id)));

        var role = wantedRole is null
            ? roles.Value.FirstOrDefault(r => r.Modes.Contains("forward", StringComparer.Ordinal))
            : RoleList.Find(roles.Value, wantedRole).Value;
        if (role is not null)
        {
            yield return await new SignedCallStep(context, session).RunAsync(role.Id, cancellation);
        }
        else if (wantedRole is not null)
        {
            yield return Bad("signed call", RoleList.Find(roles.Value, wantedRole).Failure!);
        }
    }

    private static Finding Bad(string step, Failure failure) => new(step, FindingState.Bad, failure.Message, failure.Advice);
}
