using Gateway.Auditing;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.Portal.SignIn;

/// <summary>Tells the failures of the OpenID Connect handler apart.</summary>
internal static class SignInFailures
{
    public static SignInFailure Of(Exception? failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is SignInRejectedException rejected)
            {
                return SignInFailure.Rejected(rejected.Message);
            }

            if (cause is AuditUnavailableException)
            {
                return SignInFailure.AuditUnavailable;
            }

            if (cause.Data["error"] is string error)
            {
                return OfError(error);
            }

            if (cause is SecurityTokenExpiredException or SecurityTokenNoExpirationException or SecurityTokenNotYetValidException)
            {
                return SignInFailure.Clock;
            }

            if (cause is HttpRequestException or IOException or OperationCanceledException)
            {
                return SignInFailure.Unavailable;
            }
        }

        // The state or nonce was used, forged, or belongs to another browser; the code was another's (PKCE).
        return SignInFailure.Interrupted;
    }

    // RFC 6749 sections 4.1.2.1 and 5.2, OpenID Connect Core 3.1.2.6.
    private static SignInFailure OfError(string error) => error switch
    {
        "access_denied" => SignInFailure.Declined,
        "temporarily_unavailable" or "server_error" => SignInFailure.Unavailable,
        "invalid_client" or "unauthorized_client" or "invalid_request" or "invalid_scope" or "unsupported_response_type" or "invalid_redirect_uri" => SignInFailure.Misconfigured,
        _ => SignInFailure.Interrupted,
    };

    /// <summary>What the log may say of it: an error code of the protocol or a type, never a message, which could hold a token.</summary>
    public static string Detail(Exception? failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause.Data["error"] is string error)
            {
                return PrintableText.Of(error.Length > 64 ? error[..64] : error);
            }
        }

        return (failure?.GetBaseException() ?? failure)?.GetType().Name ?? "no reason given";
    }
}
