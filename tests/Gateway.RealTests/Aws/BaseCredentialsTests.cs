using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Gateway.RealTests.Parts;
using Gateway.RealTests.Telemetry;
using Gateway.Sandbox;
using Gateway.Sandbox.Aws;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Aws;

/// <summary>The ways in which a gateway gets credentials of its own where it runs, by the SDK's chain in the published program.</summary>
public sealed class BaseCredentialsTests(RealWorld world) : IDisposable
{
    private const string AccessKeyId = "ASIABASEOFTHEGATEWAY";
    private const string Secret = "secret/of+the/role/that/the/gateway/runs/on";
    private const string SessionToken = "session-token-of-the-role-that-the-gateway-runs-on";
    private const string Proof = "proof-of-the-pod";

    private readonly Scratch _scratch = new();

    [Fact]
    public async Task A_gateway_in_EKS_takes_its_role_by_web_identity()
    {
        await using var standIns = await StandIns.StartAsync();
        await using var sts = await LoopbackServer.StartAsync(async context =>
        {
            var form = await context.Request.ReadFormAsync();
            var right = form["Action"] == "AssumeRoleWithWebIdentity" && form["WebIdentityToken"] == Proof && form["RoleArn"] == "arn:aws:iam::111122223333:role/Gateway";
            context.Response.StatusCode = right ? 200 : 400;
            context.Response.ContentType = "text/xml";
            await context.Response.WriteAsync($"""
                <AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleWithWebIdentityResult>
                <AssumedRoleUser><Arn>arn:aws:sts::111122223333:assumed-role/Gateway/pod</Arn><AssumedRoleId>AROA:pod</AssumedRoleId></AssumedRoleUser>
                <Credentials><AccessKeyId>{AccessKeyId}</AccessKeyId><SecretAccessKey>{Secret}</SecretAccessKey><SessionToken>{SessionToken}</SessionToken><Expiration>{Later}</Expiration></Credentials>
                </AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>
                """);
        });

        await ServesAsync(standIns, new()
        {
            ["AWS_WEB_IDENTITY_TOKEN_FILE"] = _scratch.Write("web-identity", Proof),
            ["AWS_ROLE_ARN"] = "arn:aws:iam::111122223333:role/Gateway",
            ["AWS_ENDPOINT_URL_STS"] = sts.Url,
            ["AWS_REGION"] = "eu-west-1",
        });
    }

    [Fact]
    public async Task A_gateway_in_EKS_takes_its_role_by_Pod_Identity()
    {
        await using var standIns = await StandIns.StartAsync();
        await using var agent = await LoopbackServer.StartAsync(async context =>
        {
            context.Response.StatusCode = context.Request.Headers.Authorization == Proof ? 200 : 401;
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync($$"""{"AccessKeyId":"{{AccessKeyId}}","SecretAccessKey":"{{Secret}}","Token":"{{SessionToken}}","Expiration":"{{Later}}"}""");
        });

        await ServesAsync(standIns, new()
        {
            ["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = agent.Url + "/v1/credentials",
            ["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"] = _scratch.Write("pod-identity", Proof),
        });
    }

    [Fact]
    public async Task A_gateway_on_a_desk_takes_the_role_of_a_profile()
    {
        await using var standIns = await StandIns.StartAsync();
        var roles = standIns.Aws.AssumeRoleCalls;

        await ServesAsync(standIns, new()
        {
            ["AWS_SHARED_CREDENTIALS_FILE"] = _scratch.Write("credentials", $"[desk]\naws_access_key_id = {AccessKeyId}\naws_secret_access_key = {Secret}\naws_session_token = {SessionToken}\n"),
            ["AWS_CONFIG_FILE"] = _scratch.Write("config", "[profile gateway]\nregion = eu-west-1\nrole_arn = arn:aws:iam::111122223333:role/Gateway\nsource_profile = desk\n"),
            ["AWS_PROFILE"] = "gateway",
            ["AWS_ENDPOINT_URL_STS"] = standIns.Aws.Url,
        });

        standIns.Aws.AssumeRoleCalls.Count.ShouldBe(roles.Count + 2, "the gateway's own role and the caller's");
    }

    public void Dispose() => _scratch.Dispose();

    private static string Later => TimeProvider.System.GetUtcNow().AddHours(1).ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);

    private async Task ServesAsync(StandIns standIns, Dictionary<string, string> settings)
    {
        standIns.Aws.Credentials.Add(new AwsCredential(AccessKeyId, Secret, SessionToken, Session: null));
        await using var gateway = await world.StartGatewayAsync(standIns.Setup with
        {
            Settings = new Dictionary<string, string>(settings) { ["AWS_ACCESS_KEY_ID"] = "", ["AWS_SECRET_ACCESS_KEY"] = "" },
            Issued = () => [.. standIns.Aws.Credentials.Secrets(), Secret, SessionToken],
        });
        using var http = new HttpClient { BaseAddress = gateway.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", standIns.Keycloak.MintAccessToken("demo"));

        var answer = await http.GetAsync("/api/credentials?role=orders-reader");

        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        (await answer.Content.ReadFromJsonAsync<JsonObject>())!["AccessKeyId"]!.GetValue<string>().ShouldStartWith("ASIA");
        standIns.Aws.AssumeRoleCalls[^1].RoleArn.ShouldEndWith("role/OrdersReader");
    }
}
