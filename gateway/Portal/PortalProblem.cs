using Gateway.Issuing;
using Gateway.Portal.SignIn;

namespace Gateway.Portal;

/// <summary>What the page's script is told when it gets no credentials: what is wrong, and the page that helps.</summary>
/// <param name="Code">A stable word.</param>
/// <param name="Message">For the person.</param>
/// <param name="Link">Where the person goes to mend it; null where nothing but patience helps.</param>
/// <param name="LinkText">What that link is called.</param>
internal sealed record PortalProblem(string Code, string Message, string? Link, string? LinkText)
{
    public static IResult Of(int status, string code, string message, string? link, string linkText = "Load the page again") =>
        Results.Json(new PortalProblem(code, message, link, link is null ? null : linkText), statusCode: status);

    public static IResult Of(PortalSessionState state) => state switch
    {
        PortalSessionState.Unavailable => Of(StatusCodes.Status503ServiceUnavailable, "issuer-unavailable", SignInFailure.Unavailable.Message, link: null),
        _ => Of(StatusCodes.Status401Unauthorized, "session-ended", "Your session has ended.", PortalPaths.SignIn, "Sign in again"),
    };

    public static IResult Revoked(string signIn) =>
        Of(StatusCodes.Status401Unauthorized, "session-revoked", "Your session was ended.", signIn, "Sign in again");

    public static IResult Of(HttpContext context, Refusal refusal, string? role)
    {
        context.Refused(refusal);
        return refusal.StepUp is not null
            ? Of(StatusCodes.Status401Unauthorized, refusal.Code, refusal.Message, PortalPaths.StepUpFor(refusal.StepUp.Id, PortalPaths.Home), "Sign in again for this role")
            : RefusalStatus.Of(refusal.Kind) switch
            {
                StatusCodes.Status403Forbidden => Of(StatusCodes.Status403Forbidden, refusal.Code, refusal.Message, PortalPaths.Why, "What the policy says of you"),
                StatusCodes.Status401Unauthorized => Of(StatusCodes.Status401Unauthorized, refusal.Code, refusal.Message, PortalPaths.SignInAfter(refusal.Kind, ReturnPath.Home), "Sign in again"),
                var status => Of(status, refusal.Code, refusal.Message, role is null ? PortalPaths.Home : null),
            };
    }
}
