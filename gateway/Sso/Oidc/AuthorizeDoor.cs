using System.Buffers.Text;
using Gateway.Auditing;
using Gateway.Hosting;
using Gateway.Sso.Clients;
using Gateway.Sso.Login;
using Microsoft.AspNetCore.WebUtilities;

namespace Gateway.Sso.Oidc;

/// <summary>
/// The authorization code flow of newer clients: hands the browser on to the issuer with the client's own challenge and state. The code goes
/// from the issuer straight to the client's loopback address; without the verifier it is worth nothing (RFC 7636, RFC 8252).
/// </summary>
internal static class AuthorizeDoor
{
    private const int MaxState = 1024;

    public static async Task<IResult> HandleAsync(HttpContext context, SsoLimits limits, LoginIssuer issuer, TimeProvider time)
    {
        OidcDoors.Begin(context, "Authorize");
        if (!limits.MayBeginLogin(context))
        {
            return Page(context, 429, "slow-down", "Too many logins begin at this address. Wait a minute, then try again.");
        }

        var query = context.Request.Query;
        if (!ClientRegistration.TryRead(query["client_id"], out var client) || client.Expires <= time.GetUtcNow())
        {
            return Page(context, 400, "invalid-client", "The link names no client that is registered here. Run 'aws sso login' again.");
        }

        // RFC 6749 section 4.1.2.1: never send anyone to an address that is not the client's.
        if (!LoopbackRedirect.TryParse(query["redirect_uri"], out var redirect) || !client.MayRedirectTo(redirect))
        {
            return Page(context, 400, "invalid-redirect-uri", "The link leads back to an address that is not the client's on this machine.");
        }

        var state = query["state"].ToString();
        if (query["response_type"] != "code" || query["code_challenge_method"] != "S256" || state.Length > MaxState || !IsChallenge(query["code_challenge"]))
        {
            return Back(context, redirect, state, "invalid_request", "response_type=code and a code_challenge of the method S256 are required");
        }

        if (!context.Audit().TryTakePlace(isProven: false))
        {
            return Back(context, redirect, state, "temporarily_unavailable", AuditUnavailableException.Words, AuditUnavailableException.Reason);
        }

        var url = await issuer.AuthorizationUrlAsync(new(StringComparer.Ordinal)
        {
            ["redirect_uri"] = query["redirect_uri"],
            ["state"] = state.Length > 0 ? state : null,
            ["code_challenge"] = query["code_challenge"],
            ["code_challenge_method"] = "S256",
        }, context.RequestAborted);
        return url is null
            ? Back(context, redirect, state, "temporarily_unavailable", "The issuer cannot be reached")
            : Results.Redirect(url.AbsoluteUri);
    }

    // RFC 7636 section 4.2: base64url of a SHA-256.
    private static bool IsChallenge(string? challenge) => challenge is { Length: 43 } && Base64Url.IsValid(challenge);

    private static IResult Back(HttpContext context, Uri redirect, string state, string error, string message, string? reason = null)
    {
        context.Audit().Refused(reason ?? error.Replace('_', '-'), message);
        var answer = new Dictionary<string, string?>(StringComparer.Ordinal) { ["error"] = error, ["error_description"] = message };
        if (state.Length is > 0 and <= MaxState)
        {
            answer["state"] = state;
        }

        return Results.Redirect(QueryHelpers.AddQueryString(redirect.AbsoluteUri, answer));
    }

    private static IResult Page(HttpContext context, int status, string reason, string message)
    {
        context.Audit().Refused(reason, message);
        return PlainPage.Message(context, status, "This login cannot go on", message);
    }
}
