namespace Gateway.Portal.SignIn;

/// <summary>Names of the authentication schemes.</summary>
internal static class PortalSchemes
{
    public const string Cookie = "portal";
    public const string Issuer = "portal-issuer";
}
