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
    private string _step = "target";

    public IAsyncEnumerable<Finding> RunAsync(CancellationToken cancellation) => StepsAsync(cancellation).Guard(() => _step, cancellation);

    private async IAsyncEnumerable<Finding> StepsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        yield return new Finding("target", FindingState.Good, $"{target.Name} ({target.Url})");
        _step = "network";
        await foreach (var finding in new NetworkSteps(target.Url).RunAsync(context.Time, cancellation))
        {
            yield return finding;
            if (finding.State is FindingState.Bad)
            {
                yield break;
            }
        }

        _step = "gateway";
        var configuration = await GatewayDiscovery.FetchAsync(context, target, cancellation);
        if (!configuration.Succeeded)
        {
            yield return Bad("gateway", configuration.Failure);
            yield break;
        }

        yield return new Finding("gateway", FindingState.Good, $"issuer {configuration.Value.Issuer}, region {configuration.Value.Region}");
        await foreach (var finding in new GatewaySteps(context, target).RunAsync(cancellation).Guard(() => "readiness", cancellation))
        {
            yield return finding;
        }

        _step = "issuer";
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
        _step = "login";
        var session = new GatewaySession(context, target with { Configuration = configuration }, configuration);
        var token = await session.TokenAsync(cancellation);
        if (!token.Succeeded)
        {
            yield return Bad("login", token.Failure);
            yield break;
        }

        yield return LoginStep.Judge(context, target, configuration, token.Value);
        _step = "roles";
        var roles = await RoleList.FetchAsync(context, session, cancellation);
        if (!roles.Succeeded)
        {
            yield return Bad("roles", roles.Failure);
            yield break;
        }

        yield return Granted(roles.Value);
        _step = "signed call";
        var role = wantedRole is null
            ? roles.Value.FirstOrDefault(r => r.StepUp is null && r.Modes.Contains("forward", StringComparer.Ordinal))
            : RoleList.Find(roles.Value, wantedRole).Value;
        if (role is not null)
        {
            yield return await new SignedCallStep(context, session).RunAsync(role.Id, cancellation);
        }
        else
        {
            yield return wantedRole is null ? Untried(roles.Value) : Bad("signed call", RoleList.Find(roles.Value, wantedRole).Failure!);
        }
    }

    private static Finding Untried(IReadOnlyList<RoleEntry> roles) =>
        roles.FirstOrDefault(r => r.Modes.Contains("forward", StringComparer.Ordinal)) is { } later
            ? new Finding("signed call", FindingState.Warning, $"no role to try it with: {later.Id} wants another login first", $"`stsgw doctor --role {later.Id}` asks for it.")
            : new Finding("signed call", FindingState.Warning, "no role to try it with: none of yours may be forwarded");

    private static Finding Granted(IReadOnlyList<RoleEntry> roles)
    {
        if (roles.Count == 0)
        {
            return new Finding("roles", FindingState.Warning, "The gateway grants you no role.", "Ask those who keep the policy file.");
        }

        var later = roles.Where(r => r.StepUp is not null).Select(r => $"{r.Id} (after another login)");
        return new Finding("roles", FindingState.Good, string.Join(", ", roles.Where(r => r.StepUp is null).Select(r => r.Id).Concat(later)));
    }

    private static Finding Bad(string step, Failure failure) => new(step, FindingState.Bad, failure.Message, failure.Advice);
}
