using Gateway.Tests.Forwarding.Wire;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Hosting;

/// <summary>What no door takes is answered in the language of the doors beside it, and recorded.</summary>
public sealed class UnknownDoorTests : IAsyncLifetime
{
    private TestGateway gateway = null!;

    public async ValueTask InitializeAsync() => gateway = await TestGateway.StartAsync();

    public ValueTask DisposeAsync() => gateway.DisposeAsync();

    [Theory]
    [InlineData("GET", "/api/nothing", 404, "application/problem+json", "no-such-door")]
    [InlineData("POST", "/api/roles", 405, "application/problem+json", "method-not-allowed")]
    [InlineData("GET", "/container/nothing", 404, "application/json", "NotFound")]
    [InlineData("POST", "/container/credentials", 405, "application/json", "MethodNotAllowed")]
    [InlineData("GET", "/sts", 405, "text/xml", "<Code>MethodNotAllowed</Code>")]
    [InlineData("GET", "/sts/nothing", 404, "text/xml", "<Code>NotFound</Code>")]
    [InlineData("GET", "/sso/nothing", 404, "application/json", "\"message\"")]
    [InlineData("GET", "/sso-oidc/token", 405, "application/json", "\"error\"")]
    [InlineData("GET", "/nothing", 404, "application/problem+json", "no-such-door")]
    [InlineData("DELETE", "/", 404, "application/problem+json", "no-such-door")]
    public async Task Every_door_s_neighbourhood_speaks_its_language(string method, string path, int status, string mediaType, string words)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using var answer = await gateway.Client.SendAsync(request);

        ((int)answer.StatusCode).ShouldBe(status);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe(mediaType);
        (await answer.Content.ReadAsStringAsync()).ShouldContain(words);
        answer.Headers.Contains("x-amzn-ErrorType").ShouldBe(path.StartsWith("/sso", StringComparison.Ordinal));
        var record = await gateway.Audit.NextAsync();
        record.Door.ShouldBe("unknown");
        record.Path.ShouldBe("/" + (path.Split('/')[1] is "nothing" ? "" : path.Split('/')[1]));
        record.Reason.ShouldBe(status == 405 ? "method-not-allowed" : "no-such-door");
        record.RequestId.ShouldBe(answer.Headers.GetValues("X-Gateway-Request-Id").Single());
    }

    [Theory]
    [InlineData("/api/configuration")]
    [InlineData("/openapi/v1.json")]
    public async Task What_anyone_may_read_may_be_asked_for_by_HEAD(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, path);

        using var answer = await gateway.Client.SendAsync(request);

        ((int)answer.StatusCode).ShouldBe(200);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        (await answer.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/sts")]
    [InlineData("/signout-backchannel")]
    public async Task A_client_that_resets_its_body_is_gone_and_no_fault_of_the_gateway(string door)
    {
        using var client = await WireConnection.OpenAsync(gateway.Url);
        await client.SendAsync($"POST {door} HTTP/1.1\r\nHost: {new Uri(gateway.Url).Authority}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\nExpect: 100-continue\r\n\r\n");
        // Said when the body is begun to be read.
        (await client.ReadAnyAsync())!.Status.ShouldBe(100);

        client.Reset();

        var record = await gateway.Audit.NextAsync();
        record.Reason.ShouldBe("client-gone");
        record.Outcome.ShouldBe("aborted");
    }

    [Fact]
    public async Task A_stranger_s_path_takes_no_more_than_4_KiB_of_a_record()
    {
        await gateway.Client.GetAsync("/aws/s3/eu-west-1/" + new string('a', 30_000));

        (await gateway.Audit.NextAsync()).Path.Length.ShouldBe(4099);
    }
}
