using Gateway.Identity;
using Gateway.Policies;
using Gateway.Revocations;

namespace Gateway.Issuing;

/// <summary>Asks once more, after a wait, for what was granted before it.</summary>
internal sealed class LastingGrant(PolicyStore policies, RevocationList revocations, TimeProvider time)
{
    /// <summary>Why a role that was granted is not any more: STS may have taken seconds, and what leaves the gateway cannot be called back.</summary>
    public Refusal? WhyNoMore(Caller caller, AccessContext context, GrantedRole role, AccessMode mode)
    {
        if (revocations.WhyRefused(caller, role) is { } revoked)
        {
            return Refusal.Of(revoked);
        }

        var moment = time.GetUtcNow();
        if (caller.Expires <= moment - TokenLifetime.ClockSkew)
        {
            return new Refusal(RefusalKind.ExpiredToken, "The token has expired while STS was asked; log in again or refresh it.");
        }

        var now = policies.Current.Select(caller, context with { Now = moment }, role.Id, mode);
        return !now.Granted ? Refusal.Of(now.Refusal)
            : now.Role.Arn != role.Arn || now.Role.Session != role.Session
            ? new Refusal(RefusalKind.StsUnavailable, "The policy changed while STS was asked; try again.")
            : null;
    }
}
