using Gateway.RealTests.Parts;

namespace Gateway.RealTests.Gateways;

/// <summary>The three ways to point an unmodified client at the gateway, by environment variables alone.</summary>
internal static class ClientSettings
{
    public static Dictionary<string, string?> WebIdentity(Uri gateway, string token, string role, Scratch scratch) => new(Common(gateway))
    {
        ["AWS_ROLE_ARN"] = $"arn:aws:iam::111122223333:role/{role}",
        ["AWS_WEB_IDENTITY_TOKEN_FILE"] = scratch.Write("token", token),
    };

    public static Dictionary<string, string?> JwtCredentials(Uri gateway, string token, string roleId) => new(Common(gateway))
    {
        ["AWS_ACCESS_KEY_ID"] = roleId,
        ["AWS_SECRET_ACCESS_KEY"] = token,
        ["AWS_SESSION_TOKEN"] = token,
    };

    public static Dictionary<string, string?> ContainerProvider(Uri gateway, string token, string roleId, Scratch scratch) => new(Common(gateway))
    {
        ["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = $"{gateway.GetLeftPart(UriPartial.Authority)}/container/credentials?role={roleId}",
        ["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"] = scratch.Write("container-token", token),
    };

    private static Dictionary<string, string?> Common(Uri gateway) => new()
    {
        ["AWS_ENDPOINT_URL"] = gateway.GetLeftPart(UriPartial.Authority),
        ["AWS_REGION"] = GatewaySetup.Region,
        ["AWS_DEFAULT_REGION"] = GatewaySetup.Region,
    };
}
