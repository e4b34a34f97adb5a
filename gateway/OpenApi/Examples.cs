using System.Text.Json.Nodes;

namespace Gateway.OpenApi;

/// <summary>What the answers look like, for readers of the API description. The values are AWS's own documentation examples and not in use anywhere.</summary>
internal static class Examples
{
    public static JsonNode Of(string name) => JsonNode.Parse(name switch
    {
        "roles" => """
            [{"id":"orders-reader","roleArn":"arn:aws:iam::111122223333:role/OrdersReader","accountId":"111122223333","accountName":"orders-prod",
              "description":"Read the orders table and bucket in production.","modes":["console","forward"],"maxDurationSeconds":1800}]
            """,
        "credentials" => """
            {"AccessKeyId":"ASIAIOSFODNN7EXAMPLE","SecretAccessKey":"wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY","SessionToken":"AQoDYXdzEJr…","Expiration":"2026-11-24T10:00:00Z"}
            """,
        "process-credentials" => """
            {"Version":1,"AccessKeyId":"GWAYABCDEFGHIJKLMNOP","SecretAccessKey":"wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY","SessionToken":"GW1.…",
             "Expiration":"2026-11-24T10:00:00Z","AccountId":"111122223333"}
            """,
        "container" => """
            {"AccessKeyId":"GWAYABCDEFGHIJKLMNOP","SecretAccessKey":"wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY","Token":"GW1.…",
             "Expiration":"2026-11-24T10:00:00Z","AccountId":"111122223333"}
            """,
        "login" => """{"url":"https://signin.aws.amazon.com/federation?Action=login&Issuer=…&Destination=…&SigninToken=…"}""",
        "configuration" => """
            {"issuer":"https://sso.example/realms/example","authority":"https://sso.example/realms/example","clientId":"stsgw","audience":"gateway","scopes":["openid"],
             "region":"eu-west-1","domain":"aws.example.com","endpoint":"https://aws.example.com",
             "doors":{"roles":"/api/roles","credentials":"/api/credentials","login":"/api/login","processCredentials":"/api/process-credentials",
                      "container":"/container/credentials","sts":"/","stsReal":"/sts","aws":"/aws/{service}/{region}/"},
             "issuers":[{"issuer":"https://sso.example/realms/example","clientId":"stsgw","audience":"gateway"}]}
            """,
        "revoke" => """
            {"kind":"subject","issuer":"https://sso.example/realms/example","value":"6d1f3a52-0b7e-4c0e-9a55-6f1d2c3b4a01","at":"2026-11-24T10:00:00+00:00",
             "expires":"2026-11-24T22:00:00+00:00","by":"operator"}
            """,
        "revocations" => """
            {"total":1,"revocations":[{"kind":"before","at":"2026-11-24T10:00:00+00:00","expires":"2026-11-24T22:00:00+00:00","by":"operator"}]}
            """,
        "problem" => """
            {"type":"urn:gateway:problem:role-not-granted","title":"Access is refused","status":403,
             "detail":"No grant gives you the role 'analyst'. GET /api/roles lists those that do.","code":"role-not-granted","requestId":"0a7d3a52-9d3c-4c1e-8a63-7a3f0f0c2f11"}
            """,
        "container-error" => """{"code":"AccessDenied","message":"No grant gives you the role 'analyst'. GET /api/roles lists those that do.","requestId":"0a7d3a52-9d3c-4c1e-8a63-7a3f0f0c2f11"}""",
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    })!;
}
