using Gateway.Cli.Doors;
using Gateway.Cli.Login;
using Gateway.Cli.Terminal;

namespace Gateway.Cli.Roles;

/// <summary>Asks the gateway which roles this caller may use.</summary>
internal static class RoleList
{
    /// <summary>The roles that may be used now, and those that a fresher or stronger login would give. A gateway before this version leaves the latter out.</summary>
    public static async Task<Result<IReadOnlyList<RoleEntry>>> FetchAsync(CliContext context, GatewaySession session, CancellationToken cancellation)
    {
        var address = session.Target.Address($"{session.Configuration.Doors.Roles}?stepUp=true");
        var roles = await session.CallAsync(
            (client, token) => client.GetAsync(address, token, DoorJson.Default.IReadOnlyListRoleEntry, cancellation),
            cancellation);
        if (roles.Succeeded)
        {
            new RoleMemory(context).Remember(session.Target, roles.Value.Select(r => r.Id));
        }

        return roles;
    }

    /// <summary>The role with that id; else the one with that ARN.</summary>
    public static Result<RoleEntry> Find(IReadOnlyList<RoleEntry> roles, string wanted)
    {
        if (roles.FirstOrDefault(r => r.Id == wanted) is { } byId)
        {
            return byId;
        }

        // Of several grants of one role, one that wants another login first is no choice where another does not.
        var named = roles.Where(r => r.RoleArn == wanted).ToArray();
        var usable = named.Where(r => r.StepUp is null).ToArray();
        return (usable.Length > 0 ? usable : named) switch
        {
            [var only] => only,
            [] => new Failure(ExitCode.Refused, $"You may not use a role '{wanted}'.", Known(roles)),
            var several => new Failure(ExitCode.Refused, $"Several grants give {wanted}.", $"Name one of: {string.Join(", ", several.Select(r => r.Id))}."),
        };
    }

    private static string Known(IReadOnlyList<RoleEntry> roles) =>
        roles.Count == 0 ? "The gateway grants you no role at all." : $"You may use: {string.Join(", ", roles.Take(10).Select(r => r.Id))}{(roles.Count > 10 ? ", …" : "")}.";
}
