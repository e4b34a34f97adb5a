namespace Gateway.Sso.Oidc;

/// <summary>The grants of CreateToken.</summary>
internal static class GrantType
{
    public const string DeviceCode = "urn:ietf:params:oauth:grant-type:device_code";
    public const string AuthorizationCode = "authorization_code";
    public const string RefreshToken = "refresh_token";

    public static bool IsKnown(string grantType) => grantType is DeviceCode or AuthorizationCode or RefreshToken;
}
