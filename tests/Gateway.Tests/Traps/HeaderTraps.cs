using Gateway.Tests.Forwarding;
using Gateway.Tests.Forwarding.Wire;
using Gateway.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Traps;

/// <summary>Headers and base paths on their way up.</summary>
public sealed class HeaderTraps(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private TestGateway Gateway => shared.Gateway;

    [Fact]
    public async Task Repeated_headers_are_signed_as_one_and_arrive_as_one()
    {
        var before = Gateway.Aws.RequestCount;
        var head = WireHead.Of(new SignedRequest { Headers = { ["x-amz-meta-a"] = "1,2" } }, Gateway.Url, await ClientKeys.MintAsync(Gateway))
            .Without("x-amz-meta-a").With("x-amz-meta-a: 1", "X-Amz-Meta-A:  2 ");

        await WireConnection.ExchangeAsync(Gateway.Url, head.Bytes());

        Gateway.Aws.Requests.Skip((int)before).Single(sent => sent.Service == "s3").Request.All("x-amz-meta-a").ShouldBe(["1,2"]);
        Gateway.Aws.Failures.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("one \ttwo")]
    [InlineData("one\ttwo")]
    [InlineData("\tone  two \t")]
    public async Task White_space_within_a_header_goes_on_as_it_came_and_is_signed_as_one_space(string value)
    {
        var before = Gateway.Aws.RequestCount;
        var head = WireHead.Of(new SignedRequest { Headers = { ["x-amz-meta-a"] = "one two" } }, Gateway.Url, await ClientKeys.MintAsync(Gateway))
            .Without("x-amz-meta-a").With("x-amz-meta-a:" + value);

        await WireConnection.ExchangeAsync(Gateway.Url, head.Bytes());

        Gateway.Aws.Requests.Skip((int)before).Single(sent => sent.Service == "s3").Request.All("x-amz-meta-a").ShouldBe([value.Trim('\t', ' ')]);
        Gateway.Aws.Failures.ShouldBeEmpty();
    }

    [Fact]
    public async Task Repeated_headers_in_another_order_are_refused()
    {
        var before = Gateway.Aws.RequestCount;
        var head = WireHead.Of(new SignedRequest { Headers = { ["x-amz-meta-a"] = "1,2" } }, Gateway.Url, await ClientKeys.MintAsync(Gateway))
            .Without("x-amz-meta-a").With("x-amz-meta-a: 2", "x-amz-meta-a: 1");

        var answer = await WireConnection.ExchangeAsync(Gateway.Url, head.Bytes());

        answer!.Text.ShouldContain("<Code>SignatureDoesNotMatch</Code>");
        Gateway.Aws.RequestCount.ShouldBe(before);
    }

    [Fact]
    public async Task Base_path_is_part_of_what_was_signed_and_goes_no_further()
    {
        var keys = await ClientKeys.MintAsync(Gateway);

        await Gateway.Client.SendAsync(new SignedRequest { Path = "/aws/s3/eu-west-1/orders/base" }.Sign(Gateway.Url, keys));
        var head = WireHead.Of(new SignedRequest { Path = "/orders/base" }, Gateway.Url, keys).WithRequestLine(_ => "GET /aws/s3/eu-west-1/orders/base HTTP/1.1");
        var other = await WireConnection.ExchangeAsync(Gateway.Url, head.Bytes());

        Gateway.Aws.Requests.Single(sent => sent.Request.Target.EndsWith("/base", StringComparison.Ordinal)).Request.Target.ShouldBe("/orders/base");
        other!.Text.ShouldContain("<Code>SignatureDoesNotMatch</Code>");
        Gateway.Aws.Failures.ShouldBeEmpty();
    }

    [Fact]
    public async Task Bearer_token_never_goes_up()
    {
        var token = Gateway.Keycloak.MintAccessToken("demo");
        using var mine = new HttpRequestMessage(HttpMethod.Get, Gateway.Url + "/aws/s3/eu-west-1/orders/bearer");
        mine.Headers.Authorization = new("Bearer", token);
        mine.Headers.Add("X-Gateway-Role", "orders-reader");
        using var awsOwn = new HttpRequestMessage(HttpMethod.Get, Gateway.Url + "/aws/bedrock/eu-west-1/foundation-models");
        awsOwn.Headers.Authorization = new("Bearer", "bedrock-api-key-YmVkcm9jaw==");

        await Gateway.Client.SendAsync(mine);
        var refused = await Gateway.Client.SendAsync(awsOwn);

        var sent = Gateway.Aws.Requests.Single(request => request.Request.Target == "/orders/bearer").Request;
        sent.Headers.ShouldNotContain(header => header.Value.Contains(token, StringComparison.Ordinal));
        sent.Header("authorization")!.ShouldStartWith("AWS4-HMAC-SHA256 ");
        ((int)refused.StatusCode).ShouldBe(403);
    }

    [Theory]
    [InlineData("X-Hop")]
    [InlineData("close, X-Hop")]
    [InlineData("X-Hop, close")]
    [InlineData("keep-alive,X-Hop")]
    [InlineData("Keep-Alive, , x-hop")]
    [InlineData("close\r\nConnection: X-Hop")]
    [InlineData("X-Hop\r\nConnection: keep-alive")]
    public async Task Header_that_Connection_names_goes_no_further_whatever_stands_beside_it(string connection)
    {
        var before = Gateway.Aws.RequestCount;
        var head = WireHead.Of(new SignedRequest(), Gateway.Url, await ClientKeys.MintAsync(Gateway)).With("Connection: " + connection, "X-Hop: 1", "X-End: 2");

        await WireConnection.ExchangeAsync(Gateway.Url, head.Bytes());

        var sent = Gateway.Aws.Requests.Skip((int)before).Single(request => request.Service == "s3").Request;
        (sent.Header("x-hop"), sent.Header("x-end")).ShouldBe((null, "2"));
    }

    [Theory]
    [InlineData("x-amz-meta-a")]
    [InlineData("close, x-amz-meta-a")]
    [InlineData("keep-alive, x-amz-meta-a")]
    public async Task Connection_that_names_what_was_signed_is_refused_whatever_stands_beside_it(string connection)
    {
        var request = new SignedRequest { Headers = { ["x-amz-meta-a"] = "1" } };
        var head = WireHead.Of(request, Gateway.Url, await ClientKeys.MintAsync(Gateway)).With("Connection: " + connection);

        (await WireConnection.ExchangeAsync(Gateway.Url, head.Bytes()))!.Status.ShouldBe(400);
    }

    [Theory]
    [InlineData("keep-alive", false)]
    [InlineData("Keep-Alive", false)]
    [InlineData("close", true)]
    public async Task Connection_is_kept_as_the_client_asks(string connection, bool closes)
    {
        var head = WireHead.Of(new SignedRequest(), Gateway.Url, await ClientKeys.MintAsync(Gateway)).With("Connection: " + connection);

        (await WireConnection.ExchangeAsync(Gateway.Url, head.Bytes()))!.Closes.ShouldBe(closes);
    }

    [Fact]
    public async Task WebSocket_is_refused_with_a_reason()
    {
        var before = Gateway.Aws.RequestCount;
        var head = WireHead.Of(new SignedRequest(), Gateway.Url, await ClientKeys.MintAsync(Gateway)).With("Connection: Upgrade", "Upgrade: websocket");

        var answer = await WireConnection.ExchangeAsync(Gateway.Url, head.Bytes());

        answer!.Status.ShouldBe(501);
        answer.Text.ShouldContain("WebSockets are not supported");
        Gateway.Aws.RequestCount.ShouldBe(before);
    }
}
