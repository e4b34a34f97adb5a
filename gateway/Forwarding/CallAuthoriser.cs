using Gateway.Assuming;
using Gateway.Forwarding.Errors;
using Gateway.Forwarding.Operations;
using Gateway.Forwarding.Vending;
using Gateway.Issuing;
using Gateway.Limits;
using Gateway.Policies;
using Gateway.Revocations;
using Gateway.Telemetry;

namespace Gateway.Forwarding;

/// <summary>Decides on a call under the policy of this moment, and fetches the role's credentials when it may go out.</summary>
internal sealed class CallAuthoriser(PolicyStore policies, RevocationList revocations, CallerLimits limits, RoleSessions sessions, TimeProvider time)
{
    /// <summary>Whether the caller is within limits and not revoked: before anything of theirs is held.</summary>
    public ForwardError? Enter(ForwardCall call) => TakeBudget(call) ?? Revoked(call, role: null);

    /// <summary>Whether role, service and region are granted.</summary>
    public ForwardError? Authorise(ForwardCall call)
    {
        using var span = Tracing.Start(Tracing.Authorise);
        return Decide(call);
    }

    /// <summary>The same, once a body or STS was waited for: credentials may have ended, a revocation or another policy may have come.</summary>
    public ForwardError? AuthoriseAgain(ForwardCall call) => call.Proof.Expires <= time.GetUtcNow()
        ? new ForwardError(ForwardFault.ExpiredToken, "The credentials expired while the call was on its way; get new ones.")
        : Decide(call);

    private ForwardError? Decide(ForwardCall call)
    {
        var endpoint = call.Endpoint!;
        var audit = call.Audit;
        if (TakeBudget(call) is { } throttled)
        {
            return throttled;
        }

        var policy = policies.Current;
        audit.PolicyVersion = policy.Version;
        var selection = call.Proof.Select(policy, call.Context.AccessContext(time), endpoint.Service.Name, endpoint.Service.Names);
        if (selection.Granted)
        {
            call.Role = selection.Role;
            audit.Took(selection.Role);
        }

        if (Revoked(call, selection.Role) is { } revoked)
        {
            return revoked;
        }

        if (!selection.Granted)
        {
            return ForwardError.Of(selection.Refusal);
        }

        var permit = selection.Role.Grant.Permit;
        if (permit.Services is { } services && !services.Any(endpoint.Service.IsNamed))
        {
            return new ForwardError(ForwardFault.AccessDenied,
                $"The grant of the role '{selection.Role.Id}' does not permit the service '{endpoint.Service.Name}'; it permits {string.Join(", ", services.Order(StringComparer.Ordinal))}.");
        }

        if (permit.Services is null && endpoint.Service.Name == "execute-api")
        {
            return new ForwardError(ForwardFault.AccessDenied,
                $"APIs behind execute-api are run by customers, who would see the role's session token; the grant of the role '{selection.Role.Id}' must name the service to permit it.");
        }

        if (permit.Regions is { } regions && !regions.Contains(endpoint.Region))
        {
            return new ForwardError(ForwardFault.AccessDenied,
                $"The grant of the role '{selection.Role.Id}' does not permit the region '{endpoint.Region}'; it permits {string.Join(", ", regions.Order(StringComparer.Ordinal))}.");
        }

        if (permit.Regions is { } allowed && CopySource.Region(call.CopySource) is { } source && !allowed.Contains(source))
        {
            return new ForwardError(ForwardFault.AccessDenied, $"The grant of the role '{selection.Role.Id}' does not permit to copy from a region other than {string.Join(", ", allowed.Order(StringComparer.Ordinal))}.");
        }

        return call.Proof.SessionPolicy is not null && permit.HasStatements
            ? new ForwardError(ForwardFault.AccessDenied,
                "The session was narrowed by a policy of its own, and the grant has statements by now; get new credentials.")
            : null;
    }

    /// <summary>Whether the operation may pass, which is known once the body was read where it names the operation.</summary>
    public static ForwardError? AuthoriseOperation(ForwardCall call) =>
        PermittedOperations.Refusal(call.Endpoint!.Service, call.Operation!, call.Role.Grant.Permit) is { } reason
            ? new ForwardError(ForwardFault.AccessDenied, reason)
            : GuardVending(call);

    private ForwardError? TakeBudget(ForwardCall call) =>
        (call.Budget ??= limits.Enter(call.Proof.CallerId)) is null ? new ForwardError(ForwardFault.Throttled, CallerLimits.Message) { TakesNoPlace = true } : null;

    private ForwardError? Revoked(ForwardCall call, GrantedRole? role) =>
        revocations.WhyRefused(call.Proof.Caller, role) is { } revoked ? ForwardError.Of(revoked) with { TakesNoPlace = true } : null;

    private static ForwardError? GuardVending(ForwardCall call) =>
        VendingGuard.Check(call.Endpoint!.Service, call.Operation!, call.Role.Grant.Permit) is { } refusal
            ? new ForwardError(ForwardFault.Vending, refusal)
            : null;

    /// <summary>Takes the role.</summary>
    public async ValueTask<ForwardError?> AssumeAsync(ForwardCall call)
    {
        using var span = Tracing.Start(Tracing.Assume);
        var session = call.Proof.SessionOf(call.Role);
        var asking = sessions.GetAsync(session, call.Aborted);
        var hasWaited = !asking.IsCompleted;
        var result = await asking;
        if (!result.Assumed)
        {
            return ForwardError.Of(result.Failure);
        }

        call.Credentials = result.Credentials;
        call.Audit.AwsAccessKeyId = result.Credentials.AccessKeyId;
        return !hasWaited ? null
            : (AuthoriseAgain(call) ?? AuthoriseOperation(call)) is { } ended ? ended
            : call.Proof.SessionOf(call.Role).Equals(session) ? null
            : new ForwardError(ForwardFault.Unavailable, "The policy changed while STS was asked; try again.");
    }
}
