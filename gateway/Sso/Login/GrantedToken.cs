namespace Gateway.Sso.Login;

/// <summary>Tokens for an SSO client. Never logged.</summary>
/// <param name="AccessToken">For the doors under <c>/sso</c>.</param>
/// <param name="ExpiresIn">Seconds.</param>
/// <param name="RefreshToken">The issuer's own; null where it gives none.</param>
internal sealed record GrantedToken(string AccessToken, int ExpiresIn, string? RefreshToken)
{
    public override string ToString() => $"token for {ExpiresIn} s";
}
