using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using Gateway.Sandbox.Keycloak;

namespace Gateway.Sandbox.Story;

/// <summary>Someone who has an endpoint and a token, and no AWS key: the real AWS SDK does the rest.</summary>
internal sealed class Person(SandboxSystem system, string name)
{
    private string token = "";

    public async Task LogInAsync()
    {
        using var http = new HttpClient();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "password",
            ["client_id"] = "stsgw",
            ["username"] = name,
            ["password"] = ExampleRealm.User(name).Password!,
        });
        using var answer = await http.PostAsync(new Uri(system.Keycloak.Issuer + "/protocol/openid-connect/token"), form);
        token = (string?)(await answer.Content.ReadFromJsonAsync<JsonObject>())?["access_token"]
            ?? throw new StoryException($"no token for {name}: {(int)answer.StatusCode}");
    }

    /// <summary>The ids of the roles that the gateway offers.</summary>
    public async Task<IReadOnlyList<string>> RolesAsync()
    {
        using var http = new HttpClient { BaseAddress = new Uri(system.GatewayUrl) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return [.. (await http.GetFromJsonAsync<JsonArray>("/api/roles"))!.Select(r => (string)r!["id"]!)];
    }

    /// <summary>AssumeRoleWithWebIdentity at the gateway's front door, as every SDK does it by itself with AWS_ROLE_ARN and a token file.</summary>
    public async Task<SessionAWSCredentials> AssumeAsync(string roleArn)
    {
        var config = Point(new AmazonSecurityTokenServiceConfig());
        using var sts = new AmazonSecurityTokenServiceClient(new AnonymousAWSCredentials(), config);
        var answer = await sts.AssumeRoleWithWebIdentityAsync(new AssumeRoleWithWebIdentityRequest
        {
            RoleArn = roleArn,
            RoleSessionName = name,
            WebIdentityToken = token,
        });
        return new(answer.Credentials.AccessKeyId, answer.Credentials.SecretAccessKey, answer.Credentials.SessionToken);
    }

    public AmazonS3Client S3(AWSCredentials session) => new(session, Point(new AmazonS3Config { ForcePathStyle = true }));

    public AmazonDynamoDBClient DynamoDb(AWSCredentials session) => new(session, Point(new AmazonDynamoDBConfig()));

    private T Point<T>(T config)
        where T : ClientConfig
    {
        config.ServiceURL = system.GatewayUrl;
        config.AuthenticationRegion = SandboxSystem.Region;
        config.MaxErrorRetry = 0;
        return config;
    }
}
