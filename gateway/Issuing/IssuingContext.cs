using Gateway.Auditing;
using Gateway.Identity;
using Gateway.Policies;

namespace Gateway.Issuing;

/// <summary>What the doors of this room take from a request.</summary>
internal static class IssuingContext
{
    /// <summary>The caller that <see cref="CallerFilter"/> let through.</summary>
    public static Caller Caller(this HttpContext context) => context.Audit().Caller!;

    public static AccessContext AccessContext(this HttpContext context, TimeProvider time) =>
        new(context.Connection.RemoteIpAddress, time.GetUtcNow());

    /// <summary>A parameter of the query that may stand there once; the refusal says so when it stands there more often.</summary>
    public static string? Parameter(this HttpContext context, string name, ref Refusal? refusal)
    {
        var values = context.Request.Query[name];
        if (values.Count > 1)
        {
            refusal ??= new Refusal(RefusalKind.InvalidRequest, $"The parameter '{name}' is given {values.Count} times; give it once.");
        }

        return values is [{ Length: > 0 } value] ? value : null;
    }

    /// <summary>Says which login would help, where one would (RFC 9470 section 3).</summary>
    public static void ChallengeStepUp(this HttpContext context, Refusal refusal)
    {
        if (refusal.StepUp is { } stepUp)
        {
            context.Response.Headers.WWWAuthenticate = Challenge.StepUp(refusal.Message, stepUp);
        }
    }

    /// <summary>Notes a refusal in the audit record.</summary>
    public static void Refused(this HttpContext context, Refusal refusal) => context.Audit().Refused(refusal.Code, refusal.Message);
}
