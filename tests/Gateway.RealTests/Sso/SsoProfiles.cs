using Gateway.RealTests.Gateways;
using Gateway.RealTests.Parts;

namespace Gateway.RealTests.Sso;

/// <summary>AWS configuration as <c>stsgw configure --sso</c> writes it, without the services that the SDK for .NET alone needs.</summary>
internal static class SsoProfiles
{
    public const string Forward = "orders";
    public const string Real = "orders-real";

    public static Dictionary<string, string?> Write(Uri gateway, Scratch scratch)
    {
        var url = gateway.GetLeftPart(UriPartial.Authority);
        return new()
        {
            ["AWS_CONFIG_FILE"] = scratch.Write("config", $"""
                [sso-session gateway]
                sso_start_url = https://identitycenter.amazonaws.com/gateway
                sso_region = {GatewaySetup.Region}
                sso_registration_scopes = sso:account:access
                [services gateway]
                sso =
                  endpoint_url = {url}/sso
                sso_oidc =
                  endpoint_url = {url}/sso-oidc
                [services gateway-credentials]
                sso =
                  endpoint_url = {url}/sso/credentials
                sso_oidc =
                  endpoint_url = {url}/sso-oidc
                [profile {Forward}]
                sso_session = gateway
                sso_account_id = 111122223333
                sso_role_name = OrdersReader
                region = {GatewaySetup.Region}
                services = gateway
                endpoint_url = {url}
                [profile {Real}]
                sso_session = gateway
                sso_account_id = 111122223333
                sso_role_name = OrdersReader
                region = {GatewaySetup.Region}
                services = gateway-credentials

                """),
        };
    }

    /// <summary>
    /// Endpoints for AWS CLI 2 before 2.13, which takes none for SSO by variable or profile: rule sets in a folder of models
    /// (<c>AWS_DATA_PATH</c>, or <c>~/.aws/models</c>).
    /// </summary>
    public static string WriteModels(Uri gateway, Scratch scratch)
    {
        foreach (var (service, door) in new[] { ("sso-oidc", "/sso-oidc"), ("sso", "/sso") })
        {
            var folder = scratch.Folder("models", service, "2019-06-10");
            File.WriteAllText(Path.Combine(folder, "endpoint-rule-set-1.json"), $$"""
                {
                  "version": "1.0",
                  "parameters": {
                    "Region": { "builtIn": "AWS::Region", "required": false, "documentation": "", "type": "String" },
                    "UseDualStack": { "builtIn": "AWS::UseDualStack", "required": true, "default": false, "documentation": "", "type": "Boolean" },
                    "UseFIPS": { "builtIn": "AWS::UseFIPS", "required": true, "default": false, "documentation": "", "type": "Boolean" },
                    "Endpoint": { "builtIn": "SDK::Endpoint", "required": false, "documentation": "", "type": "String" }
                  },
                  "rules": [{ "conditions": [], "endpoint": { "url": "{{gateway.GetLeftPart(UriPartial.Authority)}}{{door}}", "properties": {}, "headers": {} }, "type": "endpoint" }]
                }
                """);
        }

        return scratch.PathOf("models");
    }
}
