using Gateway.Auditing;
using Gateway.Identity;
using Gateway.Limits;
using Gateway.Revocations;
using Gateway.Telemetry;

namespace Gateway.Issuing;

/// <summary>
/// The one way in for whoever comes to a door with a token: the record has its place, the token verifies, nothing of it is revoked, and the caller is
/// within its limits. Forwarded calls have their own, since their proof may be a signature and their role may be revoked by itself.
/// </summary>
internal sealed class Admission(TokenVerifier verifier, RevocationList revocations, CallerLimits limits)
{
    /// <summary>Names the door in the record before anything is decided; the refusal where the record has no place.</summary>
    /// <param name="context">The request.</param>
    /// <param name="door">The door's name; null where it names itself once it knows who comes.</param>
    public static Refusal? Begin(HttpContext context, string? door)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!context.Audit().HasPlace)
        {
            return Refusal.AuditUnavailable;
        }

        context.Audit().Door = door;
        return null;
    }

    /// <summary>Lets in whoever the token is for; to be disposed of when the request has ended.</summary>
    public async ValueTask<Admitted> AdmitAsync(HttpContext context, string token)
    {
        TokenVerification verified;
        using (Tracing.Start(Tracing.Authenticate))
        {
            verified = await verifier.VerifyAsync(token, context.RequestAborted);
        }

        return verified.Verified ? Admit(context, verified.Caller) : Refusal.Of(verified.Problem);
    }

    /// <summary>Lets in a caller whose token was verified; to be disposed of when the request has ended.</summary>
    public Admitted Admit(HttpContext context, Caller caller)
    {
        context.Audit().Caller = caller;
        if (revocations.WhyRefused(caller) is { } revoked)
        {
            return Refusal.Of(revoked);
        }

        return limits.Enter(caller) is { } budget ? new Admitted(caller, budget) : Refusal.TooManyRequests;
    }
}
