using Gateway.Cli.Doors;
using Gateway.Cli.Login;
using Gateway.Cli.Terminal;

namespace Gateway.Cli.Roles;

/// <summary>A role that a person named, and that may be used now.</summary>
/// <param name="Role">The role.</param>
/// <param name="Among">The roles that it was found among.</param>
internal sealed record ChosenRole(RoleEntry Role, IReadOnlyList<RoleEntry> Among)
{
    /// <summary>Finds the role. Where it wants a fresher or stronger login, that is put to the person once, as at the credential doors.</summary>
    public static async Task<Result<ChosenRole>> FindAsync(CliContext context, GatewaySession session, string wanted, CancellationToken cancellation)
    {
        var found = await LookUpAsync(context, session, wanted, cancellation);
        if (found is not { Succeeded: true, Value.Role.StepUp: { } wish })
        {
            return found;
        }

        var login = await session.StepUpAsync(wish.ToChallenge(), Wish(found.Value.Role), cancellation);
        if (!login.Succeeded)
        {
            return login.Failure;
        }

        found = await LookUpAsync(context, session, wanted, cancellation);
        return found is { Succeeded: true, Value.Role.StepUp: { } still } ? session.StepUpFailure(still.ToChallenge(), Wish(found.Value.Role)) : found;
    }

    private static async Task<Result<ChosenRole>> LookUpAsync(CliContext context, GatewaySession session, string wanted, CancellationToken cancellation)
    {
        var roles = await RoleList.FetchAsync(context, session, cancellation);
        if (!roles.Succeeded)
        {
            return roles.Failure;
        }

        var role = RoleList.Find(roles.Value, wanted);
        return role.Succeeded ? new ChosenRole(role.Value, roles.Value) : role.Failure;
    }

    private static string Wish(RoleEntry role) => $"The role '{role.Id}' wants a fresher or stronger login.";
}
