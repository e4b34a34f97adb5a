using Gateway.Identity;

namespace Gateway.Sso.Login;

/// <summary>A token and whose it is, or why there is none.</summary>
/// <param name="Token">The token.</param>
/// <param name="Caller">Whose it is.</param>
/// <param name="Error">A code of OAuth 2.0, or <c>unavailable</c>.</param>
/// <param name="Message">For a person.</param>
internal sealed record TokenGrantResult(GrantedToken? Token, Caller? Caller, string? Error, string? Message)
{
    public static TokenGrantResult Refused(string error, string message) => new(null, null, error, message);
}
