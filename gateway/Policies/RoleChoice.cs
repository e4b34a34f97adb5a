using System.Buffers;

namespace Gateway.Policies;

/// <summary>Chooses one role out of what a caller has, and words the refusal where there is none to choose.</summary>
internal static class RoleChoice
{
    private static readonly SearchValues<char> RoleCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+=,.@_-:/");

    public static RoleSelection Denied(string denial) => RoleSelection.Refuse(
        RoleRefusalReason.Denied, $"The policy's denial '{denial}' applies to you, so no role can be used. Ask whoever keeps the policy.");

    /// <summary>The role that was named, out of those that its name stands for.</summary>
    public static RoleSelection Named(GrantOutcomes outcomes, string role, AccessMode mode)
    {
        var permitted = outcomes.Roles.FindAll(r => r.Grant.Permit.Modes.HasFlag(mode));
        if (permitted.Count == 1)
        {
            return RoleSelection.Of(permitted[0]);
        }

        if (permitted.Count > 1)
        {
            return RoleSelection.Refuse(
                RoleRefusalReason.Ambiguous, $"'{role}' stands for several roles of yours; name one by its id: {Ids(permitted.Select(r => r.Id))}.");
        }

        if (StepUpFor(outcomes.StepUps.FindAll(s => s.Grant.Permit.Modes.HasFlag(mode))) is { } refusal)
        {
            return refusal;
        }

        var elsewhere = outcomes.Roles.Select(r => r.Grant).Concat(outcomes.StepUps.Select(s => s.Grant)).ToList();
        if (elsewhere.Count > 0)
        {
            var modes = elsewhere.Aggregate(AccessMode.None, (all, grant) => all | grant.Permit.Modes);
            return RoleSelection.Refuse(
                RoleRefusalReason.ModeNotPermitted,
                $"The role '{role}' is not permitted in the mode {string.Join('+', mode.Names())}; it is in: {string.Join(", ", modes.Names())}.");
        }

        return UnusableOf(outcomes.Unusable)
            ?? RoleSelection.Refuse(RoleRefusalReason.NotGranted, $"No grant gives you the role {Quote(role)}. GET /api/roles lists those that do.");
    }

    /// <summary>The only role that the caller has for a mode and a service.</summary>
    public static RoleSelection Only(AccessDecision decision, AccessMode mode, string? service, IReadOnlySet<string>? serviceNames)
    {
        bool Fits(Grant grant) =>
            grant.Permit.Modes.HasFlag(mode) && (service is null || grant.Permit.Services is null || grant.Permit.Services.Contains(service)
                || (serviceNames is not null && grant.Permit.Services.Overlaps(serviceNames)));

        var fitting = decision.Roles.Where(role => Fits(role.Grant)).ToList();
        if (fitting.Count == 1)
        {
            return RoleSelection.Of(fitting[0]);
        }

        var wanted = $"the mode {string.Join('+', mode.Names())}{(service is null ? "" : $" and the service {service}")}";
        if (fitting.Count > 1)
        {
            return RoleSelection.Refuse(
                RoleRefusalReason.Unspecified, $"You have several roles for {wanted}; name one of them: {Ids(fitting.Select(role => role.Id))}.");
        }

        return StepUpFor([.. decision.StepUps.Where(stepUp => Fits(stepUp.Grant))])
            ?? UnusableOf([.. decision.Unusable.Where(unusable => Fits(unusable.Grant))])
            ?? RoleSelection.Refuse(
                RoleRefusalReason.NotGranted, $"No grant gives you a role for {wanted}. GET /api/roles lists the roles you have; gateway policy explain tells whoever keeps the policy which claims a grant wants.");
    }

    private static RoleSelection? UnusableOf(IReadOnlyList<UnusableGrant> unusables) => unusables is [var unusable, ..]
        ? RoleSelection.Refuse(RoleRefusalReason.Unusable, $"The grant '{unusable.Id}' is yours but cannot be used. {unusable.Problem}")
        : null;

    private static RoleSelection? StepUpFor(IReadOnlyList<StepUp> stepUps)
    {
        if (stepUps is not [var stepUp, ..])
        {
            return null;
        }

        var stronger = stepUp.AcrValues.Count > 0 ? $" at the level {string.Join(" or ", stepUp.AcrValues)}" : "";
        var fresher = stepUp.MaxAge is { } age ? $" no longer than {age.TotalSeconds:F0} seconds ago" : "";
        return RoleSelection.Refuse(
            RoleRefusalReason.StepUp, $"The role '{stepUp.Id}' wants a login{stronger}{fresher}. Log in again, then repeat the request.{Missing(stepUp)}", stepUp);
    }

    // Realms can be set up without them, and then the same refusal would come for ever.
    private static string Missing(StepUp stepUp)
    {
        var scopes = stepUp.MissingClaims.Select(claim => claim == "auth_time" ? "'basic' (auth_time)" : $"'{claim}' ({claim})");
        return stepUp.MissingClaims.Count == 0 ? ""
            : $" The token holds no {string.Join(" and no ", stepUp.MissingClaims.Select(claim => $"'{claim}'"))}; if a new one does not either, ask whoever runs Keycloak to give the client the scope {string.Join(" and ", scopes)}.";
    }

    private static string Ids(IEnumerable<string> ids)
    {
        var all = ids.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return all.Count <= 20 ? string.Join(", ", all) : $"{string.Join(", ", all.Take(20))} and {all.Count - 20} more";
    }

    // A token put in the wrong place must not come back in an error, nor must what no role is called.
    private static string Quote(string role) =>
        role.Length is > 0 and <= 256 && !role.AsSpan().ContainsAnyExcept(RoleCharacters) && !role.StartsWith("eyJ", StringComparison.Ordinal)
            ? $"'{role}'"
            : "that was named";
}
