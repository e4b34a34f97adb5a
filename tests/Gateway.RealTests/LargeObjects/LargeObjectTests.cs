using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Gateway.RealTests.Aws;
using Gateway.RealTests.Gateways;
using Gateway.Sandbox.Aws;
using Gateway.Sandbox.Keycloak;
using Gateway.Signing;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.LargeObjects;

/// <summary>Objects of up to 5 GiB go through the published gateway, up in every payload kind and down, and its process never holds 150 MiB.</summary>
public sealed class LargeObjectTests(RealWorld world)
{
    private const long MostMemory = 150L * 1024 * 1024;

    [Fact]
    public async Task Objects_of_up_to_5_GiB_go_up_in_each_payload_kind_and_down_in_less_than_150_MiB_of_memory()
    {
        await using var keycloak = await KeycloakStandIn.StartAsync();
        await using var aws = await AwsStandIn.StartAsync();
        await using var storage = await LargeObjectStorage.StartAsync(aws.Credentials);
        await using var gateway = await world.StartGatewayAsync(
            new GatewaySetup(new Uri(keycloak.Issuer), new BaseKey(AwsStandIn.BaseAccessKeyId, AwsStandIn.BaseSecretAccessKey))
            {
                Endpoints = new Dictionary<string, Uri> { ["sts"] = new(aws.Url), ["s3"] = storage.Address },
                Issued = () => aws.Credentials.Secrets(),
            });
        using var client = new LargeObjectClient(gateway.Address, await CredentialsAsync(gateway, keycloak));
        // 5 GiB in a plain, a signed and a trailing payload; the kinds between them with less, for the time it takes.
        (LargeObject Content, string Payload)[] uploads =
        [
            (LargeObject.Largest, Sha256(LargeObject.Largest)),
            (LargeObject.Large, PayloadHash.Unsigned),
            (LargeObject.Largest, "STREAMING-AWS4-HMAC-SHA256-PAYLOAD"),
            (LargeObject.Large, "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER"),
            (LargeObject.Largest, "STREAMING-UNSIGNED-PAYLOAD-TRAILER"),
        ];
        Report(gateway, "before", TimeSpan.Zero);

        foreach (var (content, payload) in uploads)
        {
            var took = Stopwatch.StartNew();
            await client.PutAsync(content, payload);
            Report(gateway, $"{content.Length} bytes up, {payload}", took.Elapsed);
        }

        storage.Objects.ShouldBe(uploads.Select(upload => (upload.Payload, Sha256(upload.Content))));

        var download = Stopwatch.StartNew();
        Convert.ToHexStringLower(await client.GetAsync()).ShouldBe(Sha256(LargeObject.Largest));
        Report(gateway, $"{LargeObject.Largest.Length} bytes down", download.Elapsed);

        gateway.PeakMemory().ShouldBeLessThan(MostMemory);
    }

    private static string Sha256(LargeObject content) => Convert.ToHexStringLower(content.Sha256);

    private static async Task<SigningCredentials> CredentialsAsync(GatewayProcess gateway, KeycloakStandIn keycloak)
    {
        using var answer = await gateway.GetAsync("/api/credentials?role=orders-writer&mode=forward", keycloak.MintAccessToken("demo"));
        answer.EnsureSuccessStatusCode();
        var json = (await answer.Content.ReadFromJsonAsync<JsonNode>()).ShouldNotBeNull();
        return new SigningCredentials(json["AccessKeyId"]!.GetValue<string>(), json["SecretAccessKey"]!.GetValue<string>(), json["SessionToken"]!.GetValue<string>());
    }

    private static void Report(GatewayProcess gateway, string step, TimeSpan took) => TestContext.Current.TestOutputHelper!.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"{step}: {took.TotalSeconds:F1} s; the gateway's peak so far: {gateway.PeakMemory() / 1024.0 / 1024.0:F0} MiB"));
}
