namespace Gateway.Sso.Sealing;

/// <summary>
/// The access token of SSO clients: the issuer's access token, together with the refresh token of the same login. Logout names the access
/// token alone, and only the refresh token lets a public client end the session at the issuer.
/// </summary>
/// <param name="Access">The issuer's access token.</param>
/// <param name="Refresh">The issuer's refresh token, if it gave one.</param>
internal sealed record SsoToken(string Access, string? Refresh) : ISealed
{
    public static string Purpose => "access token";

    // Holds the prefix of gateway credentials, by which records tell that a text is a secret in the wrong place.
    public static string Prefix => "S" + Sessions.SessionSealer.Prefix;

    public override string ToString() => "SSO token";
}
