using Gateway.Auditing;

namespace Gateway.Revocations.BackChannel;

/// <summary><c>POST /signout-backchannel</c>: the issuer tells that a session ended.</summary>
/// <remarks>https://openid.net/specs/openid-connect-backchannel-1_0.html</remarks>
internal static class BackChannelLogoutDoor
{
    /// <summary>The <c>by</c> of the revocations that come this way.</summary>
    public const string By = "back-channel logout";

    private const int MaxForm = 64 * 1024;

    public static void MapBackChannelLogout(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/signout-backchannel", (Delegate)HandleAsync);

    private static async Task<IResult> HandleAsync(HttpContext context, LogoutTokenVerifier verifier, RevocationList revocations)
    {
        context.Response.Headers.CacheControl = "no-store";
        var audit = context.Audit();
        audit.Door = "signout-backchannel";
        audit.Action = "revoke";
        if (await SmallForm.ReadAsync(context, MaxForm, maxFields: 16) is not { } form || form["logout_token"] is not [{ Length: > 0 } token])
        {
            return Refuse(context, StatusCodes.Status400BadRequest, "invalid_request", "Send a form (application/x-www-form-urlencoded) with logout_token once.");
        }

        var verified = await verifier.VerifyAsync(token, context.RequestAborted);
        if (!verified.Verified)
        {
            return verified.IsUnavailable
                ? Refuse(context, StatusCodes.Status503ServiceUnavailable, "temporarily_unavailable", verified.Problem)
                : Refuse(context, StatusCodes.Status400BadRequest, "invalid_request", verified.Problem);
        }

        // The issuer does not tell twice: a session ends whether or not the record can wait with the others.
        audit.ForcePlace();
        audit.Revoked = PrintableText.Of(revocations.Revoke(verified.Target.Value, verified.At, By, verified.Subject).Target.ToString());
        return Results.Ok();
    }

    private static IResult Refuse(HttpContext context, int status, string error, string message)
    {
        context.Audit().Refused(status == StatusCodes.Status503ServiceUnavailable ? "issuer-unavailable" : "invalid-logout-token", message);
        return Results.Json(new Dictionary<string, string>(StringComparer.Ordinal) { ["error"] = error, ["error_description"] = message }, statusCode: status);
    }
}
