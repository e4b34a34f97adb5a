using System.Text.Json.Serialization;
using Gateway.Auditing;

namespace Gateway.Sso.Oidc;

/// <summary>The errors of SSO OIDC that clients act upon, each an exception of its SDKs.</summary>
/// <param name="Exception">The name of the exception, without the word.</param>
/// <param name="Code">The code of OAuth 2.0 in the body.</param>
/// <param name="Status">The status.</param>
/// <remarks>https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/API_CreateToken.html#API_CreateToken_Errors</remarks>
internal sealed record OidcError(string Exception, string Code, int Status = 400)
{
    public static readonly OidcError InvalidRequest = new("InvalidRequest", "invalid_request");
    public static readonly OidcError InvalidClient = new("InvalidClient", "invalid_client", 401);
    public static readonly OidcError InvalidClientMetadata = new("InvalidClientMetadata", "invalid_client_metadata");
    public static readonly OidcError InvalidRedirectUri = new("InvalidRedirectUri", "invalid_redirect_uri");
    public static readonly OidcError InvalidScope = new("InvalidScope", "invalid_scope");
    public static readonly OidcError InvalidGrant = new("InvalidGrant", "invalid_grant");
    public static readonly OidcError UnauthorizedClient = new("UnauthorizedClient", "unauthorized_client");
    public static readonly OidcError UnsupportedGrantType = new("UnsupportedGrantType", "unsupported_grant_type");
    public static readonly OidcError AuthorizationPending = new("AuthorizationPending", "authorization_pending");
    public static readonly OidcError SlowDown = new("SlowDown", "slow_down");
    public static readonly OidcError AccessDenied = new("AccessDenied", "access_denied");
    public static readonly OidcError ExpiredToken = new("ExpiredToken", "expired_token");
    public static readonly OidcError InternalServer = new("InternalServer", "server_error", 500);
    public static readonly OidcError Fault = InternalServer with { Reason = "internal-error" };
    public static readonly OidcError AuditUnavailable = new("InternalServer", "temporarily_unavailable", 503) { Reason = AuditUnavailableException.Reason };

    /// <summary>The word for it in the audit record.</summary>
    public string Reason { get; init; } = Code.Replace('_', '-');

    /// <summary>The error as an answer.</summary>
    public IResult Answer(HttpContext context, string message)
    {
        context.Audit().Refused(Reason, message);
        context.Response.Headers["x-amzn-ErrorType"] = Exception + "Exception";
        return Results.Json(new Body(Code, message), statusCode: Status);
    }

    internal sealed record Body([property: JsonPropertyName("error")] string Error, [property: JsonPropertyName("error_description")] string Description);
}
