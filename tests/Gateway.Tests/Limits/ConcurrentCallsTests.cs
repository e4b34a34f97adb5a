using System.Globalization;
using System.Net;
using Gateway.Tests.Forwarding.Wire;
using Gateway.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Limits;

/// <summary>A caller's calls under way count together at all doors, and each is let go again however it ended: else a caller would lock itself out.</summary>
public sealed class ConcurrentCallsTests
{
    private const string Forward = "/aws/s3/eu-west-1/";
    private const string Issuer = "/api/credentials?role=orders-reader";

    private readonly TaskCompletionSource arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Theory]
    [InlineData(Forward)]
    [InlineData(Issuer)]
    public async Task A_call_under_way_has_the_next_refused_until_it_is_answered(string held)
    {
        await using var aws = ScriptedAws.Start(HoldAsync);
        await using var gateway = await StartAsync(held, aws);
        var first = SendAsync(gateway, held);
        await arrived.Task.WaitAsync(TimeSpan.FromSeconds(30));

        await ShouldBeOverTheLimitAsync(gateway);
        ((int)(await gateway.GetAsync("/api/roles", gateway.Keycloak.MintAccessToken("viewer"))).StatusCode).ShouldBe(200);
        answer.SetResult(held == Issuer ? Credentials() : "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok");

        (await first).StatusCode.ShouldBe(HttpStatusCode.OK);
        await ServedAsync(gateway);
    }

    [Theory]
    [InlineData(Forward)]
    [InlineData(Issuer)]
    public async Task A_call_that_failed_counts_no_longer(string held)
    {
        await using var aws = ScriptedAws.Start(HoldAsync);
        await using var gateway = await StartAsync(held, aws);
        var first = SendAsync(gateway, held);
        await arrived.Task.WaitAsync(TimeSpan.FromSeconds(30));

        await ShouldBeOverTheLimitAsync(gateway);
        answer.SetResult("HTTP/1.1 403 Forbidden\r\nContent-Length: 9\r\nConnection: close\r\n\r\n<broken/>");

        (await first).IsSuccessStatusCode.ShouldBeFalse();
        await ServedAsync(gateway);
    }

    [Theory]
    [InlineData(Forward)]
    [InlineData(Issuer)]
    public async Task A_call_whose_client_went_away_counts_no_longer(string held)
    {
        await using var aws = ScriptedAws.Start(HoldAsync);
        await using var gateway = await StartAsync(held, aws);
        using var leaving = new CancellationTokenSource();
        var first = SendAsync(gateway, held, leaving: leaving.Token);
        await arrived.Task.WaitAsync(TimeSpan.FromSeconds(30));

        await ShouldBeOverTheLimitAsync(gateway);
        await leaving.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => first);
        await ServedAsync(gateway);
    }

    [Theory]
    [InlineData("/aws/s3/us-east-1/", "orders-writer")]
    [InlineData("/aws/ec2/eu-west-1/", "orders-reader")]
    [InlineData("/aws/s3/eu-west-1/", "analyst")]
    [InlineData("/api/credentials?role=analyst", null)]
    [InlineData("/container/credentials?role=analyst", null)]
    public async Task A_call_that_was_refused_counts_no_longer(string path, string? role)
    {
        await using var gateway = await TestGateway.StartAsync(settings: [("Gateway:Limits:ConcurrentRequests", "1")]);

        using var answer = await SendAsync(gateway, path, role);

        answer.IsSuccessStatusCode.ShouldBeFalse();
        await ServedAsync(gateway);
    }

    private static Task<TestGateway> StartAsync(string held, ScriptedAws aws) => TestGateway.StartAsync(settings:
    [
        ("Gateway:Limits:ConcurrentRequests", "1"), (held == Issuer ? "Gateway:Aws:Endpoints:sts" : "Gateway:Aws:Endpoints:s3", aws.Url),
    ]);

    private static async Task<HttpResponseMessage> SendAsync(TestGateway gateway, string path, string? role = "orders-reader", CancellationToken leaving = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new("Bearer", gateway.Keycloak.MintAccessToken("demo"));
        request.Headers.Add("X-Gateway-Role", role);
        return await gateway.Client.SendAsync(request, leaving);
    }

    private static async Task ShouldBeOverTheLimitAsync(TestGateway gateway)
    {
        using var issuer = await SendAsync(gateway, "/api/roles");
        using var forward = await SendAsync(gateway, Forward);

        ((int)issuer.StatusCode).ShouldBe(429);
        (await forward.Content.ReadAsStringAsync()).ShouldContain("<Code>SlowDown</Code>");
    }

    /// <summary>The gateway lets go of a call a moment after the client has its answer.</summary>
    private static Task ServedAsync(TestGateway gateway) => Waiting.UntilAsync(async () =>
    {
        using var roles = await SendAsync(gateway, "/api/roles");
        return roles.IsSuccessStatusCode;
    });

    private static string Credentials()
    {
        var expires = TimeProvider.System.GetUtcNow().AddHours(1).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        var body = "<AssumeRoleResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><AssumeRoleResult><Credentials><AccessKeyId>ASIAHELDHELDHELDHELD</AccessKeyId>"
            + $"<SecretAccessKey>held+secret/of+a/role00000000000000000</SecretAccessKey><SessionToken>held-session-token-of-a-role</SessionToken><Expiration>{expires}</Expiration>"
            + "</Credentials></AssumeRoleResult></AssumeRoleResponse>";
        return $"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}";
    }

    private async Task HoldAsync(ScriptedAws.ScriptedCall call)
    {
        await call.ReadBodyAsync();
        arrived.TrySetResult();
        await call.SendAsync(await answer.Task.WaitAsync(call.Stopping));
    }
}
