using Gateway.Auditing;
using Gateway.Hosting;
using Gateway.Issuing;
using Gateway.Sso.Oidc;
using Gateway.Sso.Sealing;

namespace Gateway.Sso.Confirming;

/// <summary>
/// <c>/device</c>: a person sees who asked for the login, from where and when, and confirms it. Only then does the browser learn where the
/// issuer takes the login: the link holds the issuer's own code sealed, and the client never had it. Whoever confirms learns the issuer's link and may pass it on:
/// the issuer's own consent page is all that the next person then sees.
/// </summary>
internal static class ConfirmingDoors
{
    public const string Path = "/device";

    private const int MaxForm = 32 * 1024;

    public static void MapConfirming(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Show).WithMetadata(PlainPage.Fault);
        routes.MapPost(Path, (Delegate)ConfirmAsync).WithMetadata(PlainPage.Fault);
    }

    private static IResult Show(HttpContext context, Sealer sealer, TimeProvider time)
    {
        var query = context.Request.Query;
        if (Find(context, sealer, time, query["request"], out var request) is { } problem)
        {
            Begin(context);
            return problem;
        }

        // That it is shown is not on record: nothing is decided yet.
        return ConfirmingPage.Question(context, request!, query["request"]!, query["user_code"], time.GetUtcNow(), problem: null);
    }

    private static void Begin(HttpContext context)
    {
        Admission.Begin(context, "sso-oidc");
        context.Audit().Action = "sso-oidc:ConfirmDevice";
    }

    private static async Task<IResult> ConfirmAsync(HttpContext context)
    {
        var time = context.RequestServices.GetRequiredService<TimeProvider>();
        Begin(context);
        if (!context.RequestServices.GetRequiredService<SsoLimits>().MayBeginLogin(context))
        {
            return Refuse(context, 429, "slow-down", "Too many logins begin at this address. Wait a minute, then try again.");
        }

        if (!SameOrigin.Of(context.Request))
        {
            return Refuse(context, 403, "cross-site", "The confirmation came from another site. Open the link that your terminal shows.");
        }

        var form = await SmallForm.ReadAsync(context, MaxForm, maxFields: 8);
        if (form is null)
        {
            return Refuse(context, 400, "malformed-form", "The confirmation cannot be read. Open the link that your terminal shows.");
        }

        var link = form["request"].ToString();
        if (Find(context, context.RequestServices.GetRequiredService<Sealer>(), time, link, out var request) is { } problem)
        {
            return problem;
        }

        if (!UserCode.Same(request!.UserCode, form["user_code"]))
        {
            context.Audit().Refused("wrong-user-code", "The code is not the one that the client shows.");
            return ConfirmingPage.Question(context, request, link, null, time.GetUtcNow(), "That is not the code of this login. Compare it with your terminal.");
        }

        if (!context.Audit().TryTakePlace(isProven: false))
        {
            return Refuse(context, 503, AuditUnavailableException.Reason, AuditUnavailableException.Words);
        }

        // See other, so that the form is not posted to the issuer.
        context.Response.Headers.Location = request.Verification;
        PlainPage.Protect(context);
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    private static IResult? Find(HttpContext context, Sealer sealer, TimeProvider time, string? link, out DeviceRequest? request)
    {
        if (!sealer.TryOpen(link, out request))
        {
            return Refuse(context, 400, "no-such-request", "The link is not complete, or none of this gateway's. Open the link that your terminal shows, or run 'aws sso login' again.");
        }

        return request.Expires > time.GetUtcNow() ? null
            : Refuse(context, 400, "expired-request", "The link has expired. Run 'aws sso login' again.");
    }

    private static IResult Refuse(HttpContext context, int status, string reason, string message)
    {
        context.Audit().Refused(reason, message);
        return PlainPage.Message(context, status, "This login cannot go on", message);
    }
}
