using Gateway.Auditing;
using Gateway.Identity;
using Gateway.Limits;
using Gateway.Revocations;
using Gateway.Telemetry;

namespace Gateway.Issuing;

/// <summary>
/// The one way in for whoever comes to a door with a token: the token verifies, nothing of it is revoked, the caller is within its limits, and the record has
/// its place. Forwarded calls have their own, since their proof may be a signature and their role may be revoked by itself.
/// </summary>
internal sealed class Admission(TokenVerifier verifier, RevocationList revocations, CallerLimits limits)
{
    /// <summary>Names the door in the record before anything is decided.</summary>
    /// <param name="context">The request.</param>
    /// <param name="door">The door's name; null where it names itself once it knows who comes.</param>
    public static void Begin(HttpContext context, string? door)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Audit().Door = door;
    }

    /// <summary>Lets in whoever the token is for; to be disposed of when the request has ended.</summary>
    /// <param name="context">The request.</param>
    /// <param name="token">The access token.</param>
    /// <param name="takesPlace">False where the door sees to the record's place itself.</param>
    public async ValueTask<Admitted> AdmitAsync(HttpContext context, string token, bool takesPlace = true)
    {
        TokenVerification verified;
        using (Tracing.Start(Tracing.Authenticate))
        {
            verified = await verifier.VerifyAsync(token, context.RequestAborted);
        }

        return verified.Verified ? Admit(context, verified.Caller, takesPlace) : Refusal.Of(verified.Problem);
    }

    /// <summary>Lets in a caller whose token was verified; to be disposed of when the request has ended.</summary>
    public Admitted Admit(HttpContext context, Caller caller, bool takesPlace = true)
    {
        context.Audit().Caller = caller;
        if (limits.Enter(caller) is not { } budget)
        {
            return Refusal.TooManyRequests;
        }

        if (revocations.WhyRefused(caller) is { } revoked)
        {
            return new Admitted(Refusal.Of(revoked), budget);
        }

        if (!takesPlace || context.Audit().TryTakePlace())
        {
            return new Admitted(caller, budget);
        }

        budget.Leave();
        return Refusal.AuditUnavailable;
    }
}
