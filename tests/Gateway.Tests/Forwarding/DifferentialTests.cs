using System.Net.Sockets;
using System.Text;
using Gateway.Tests.Forwarding.Wire;
using Gateway.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Forwarding;

/// <summary>What is verified, authorised and recorded is what goes out.</summary>
public sealed class DifferentialTests
{
    [Theory]
    [InlineData(",", 17)]
    [InlineData(" ", 1_100)]
    public async Task Connection_of_many_options_is_refused_before_they_are_compared_with_each_header(string part, int times)
    {
        await using var gateway = await TestGateway.StartAsync();
        var head = $"GET /aws/s3/eu-west-1/ HTTP/1.1\r\nHost: {new Uri(gateway.Url).Authority}\r\nConnection: a,{string.Concat(Enumerable.Repeat(part, times))},a\r\n\r\n";

        var answer = await WireConnection.ExchangeAsync(gateway.Url, Encoding.ASCII.GetBytes(head));

        answer!.Text.ShouldContain("Connection may hold 16 options");
    }

    [Theory]
    [InlineData("x-amz-meta-a")]
    [InlineData("X-Amz-Target")]
    [InlineData("host")]
    [InlineData("Range")]
    [InlineData("If-None-Match")]
    [InlineData("Content-MD5")]
    public async Task Connection_cannot_take_a_header_out_of_the_request(string named)
    {
        await using var gateway = await TestGateway.StartAsync();
        using var request = new SignedRequest
        {
            Headers = { ["x-amz-meta-a"] = "1", ["X-Amz-Target"] = "t", ["Content-MD5"] = "VaVACK0bpYmqIQ0mKcHfQQ==" },
        }.Sign(gateway.Url, await ClientKeys.MintAsync(gateway));
        request.Headers.TryAddWithoutValidation("Range", "bytes=0-1");
        request.Headers.TryAddWithoutValidation("If-None-Match", "*");
        request.Headers.TryAddWithoutValidation("Connection", named);

        var answer = await gateway.Client.SendAsync(request);

        ((int)answer.StatusCode).ShouldBe(400);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("Connection names the header");
        gateway.Aws.RequestCount.ShouldBe(0);
    }

    [Theory]
    [InlineData("get")]
    [InlineData("Put")]
    [InlineData("TRACE")]
    [InlineData("PROPFIND")]
    public async Task A_method_that_would_be_sent_otherwise_than_signed_is_refused(string method)
    {
        await using var gateway = await TestGateway.StartAsync();
        using var request = new SignedRequest { Method = method }.Sign(gateway.Url, await ClientKeys.MintAsync(gateway));
        var head = new StringBuilder($"{method} /orders/one HTTP/1.1\r\nHost: {new Uri(gateway.Url).Authority}\r\nConnection: close\r\n");
        foreach (var (name, values) in request.Headers.NonValidated)
        {
            head.Append($"{name}: {values}\r\n");
        }

        var answer = await RawAsync(gateway, head.Append("\r\n").ToString());

        answer.ShouldStartWith("HTTP/1.1 400");
        answer.ShouldContain("The method must be");
        gateway.Aws.RequestCount.ShouldBe(0);
    }

    [Fact]
    public async Task A_session_token_in_the_query_of_a_request_signed_in_its_header_goes_no_further()
    {
        await using var gateway = await TestGateway.StartAsync();
        var keys = await ClientKeys.MintAsync(gateway);

        await gateway.Client.SendAsync(new SignedRequest { Path = "/", Query = $"x-id=List&X-Amz-Security-Token={keys.Token}" }.Sign(gateway.Url, keys));

        gateway.Aws.Requests.Last(request => request.Service == "s3").Request.Target.ShouldBe("/?x-id=List");
        gateway.Aws.Failures.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refused_token_leaves_an_audit_record_with_its_reason_and_request_id()
    {
        await using var gateway = await TestGateway.StartAsync();

        var answer = await gateway.GetAsync("/api/credentials?role=orders-reader", "forged");

        var record = await gateway.Audit.NextAsync();
        record.Door.ShouldBe("credentials");
        record.Reason.ShouldBe("invalid-token");
        record.Status.ShouldBe(401);
        record.RequestId.ShouldBe(answer.Headers.GetValues("X-Gateway-Request-Id").Single());
    }

    [Fact]
    public async Task A_token_in_the_place_of_a_role_is_not_recorded()
    {
        await using var gateway = await TestGateway.StartAsync();
        var token = gateway.Keycloak.MintAccessToken("demo");

        await gateway.GetAsync("/api/credentials?role=" + token, token);

        (await gateway.Audit.NextAsync()).RoleId.ShouldBe("(not recorded: it looks like a token)");
    }

    [Fact]
    public async Task A_form_s_Action_decides_between_services_of_one_signing_name()
    {
        await using var gateway = await TestGateway.StartAsync(policy: TestPolicy.Usual.Replace("services: [s3, dynamodb, sqs, sts]", "services: [email]", StringComparison.Ordinal));

        var answer = await gateway.Client.SendAsync(SignedRequest.Form("ses", "Action=ListIdentities&Version=2010-12-01").Sign(gateway.Url, await ClientKeys.MintAsync(gateway)));

        ((int)answer.StatusCode).ShouldBe(200, await answer.Content.ReadAsStringAsync());
        gateway.Aws.Requests[^1].Service.ShouldBe("ses");
    }

    [Theory]
    [InlineData("Action=AssumeRoleWithWebIdentity&%01=a&%01=b")]
    [InlineData("Action=AssumeRoleWithWebIdentity&WebIdentityToken=x&RoleArn=y&PolicyArns%01=z")]
    public async Task Control_characters_in_a_form_are_refused_like_any_other_fault(string form)
    {
        await using var gateway = await TestGateway.StartAsync();
        using var content = new StringContent(form, new System.Net.Http.Headers.MediaTypeHeaderValue("application/x-www-form-urlencoded"));

        ((int)(await gateway.Client.PostAsync("/", content)).StatusCode).ShouldBe(400);
    }

    private static async Task<string> RawAsync(TestGateway gateway, string request)
    {
        var url = new Uri(gateway.Url);
        using var client = new TcpClient();
        await client.ConnectAsync(url.Host, url.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return await reader.ReadToEndAsync();
    }
}
