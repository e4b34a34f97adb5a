using Gateway.Tests.Forwarding.Wire;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Forwarding;

/// <summary>Nothing is sent twice that AWS may have done already.</summary>
public sealed class SentOnceTests
{
    private const string Found = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private static SignedRequest Put => new() { Method = "PUT", Body = [1, 2, 3] };

    [Theory]
    [InlineData("s3", true)]
    [InlineData("s3", false)]
    [InlineData("dynamodb", true)]
    [InlineData("dynamodb", false)]
    public async Task Call_with_a_body_is_not_sent_again_when_a_kept_connection_dies(string service, bool reset)
    {
        await using var aws = ScriptedAws.Start(async call =>
        {
            await call.ReadBodyAsync();
            await call.SendAsync(Found);
            await call.ReadHeadAsync();
            await call.ReadBodyAsync();
            End(call, reset);
        });
        await using var gateway = await aws.StartGatewayAsync();
        var keys = await ClientKeys.MintAsync(gateway);
        var call = service == "s3" ? Put : SignedRequest.DynamoDb("PutItem", "{}");
        using var client = await WireConnection.OpenAsync(gateway.Url);

        await client.SendAsync(WireHead.Of(call, gateway.Url, keys).Bytes(call.Body));
        var first = await client.ReadAsync();
        await client.SendAsync(WireHead.Of(call, gateway.Url, keys).Bytes(call.Body));
        var second = await client.ReadAsync();

        first!.Status.ShouldBe(200);
        second!.Status.ShouldBe(503);
        aws.Requests.ShouldBe(2);
    }

    [Theory]
    [InlineData("s3", "DELETE", "", "Content-Length: 0", true)]
    [InlineData("s3", "DELETE", "", "Content-Length: 0", false)]
    [InlineData("s3", "DELETE", "", "Expect: 100-continue", false)]
    [InlineData("s3", "PUT", "", "Content-Length: 0\r\nExpect: 100-continue", false)]
    [InlineData("s3", "DELETE", "", null, true)]
    [InlineData("s3", "DELETE", "", null, false)]
    [InlineData("s3", "POST", "uploads", "Content-Length: 0", true)]
    [InlineData("s3", "POST", "uploads", "Content-Length: 0", false)]
    [InlineData("sqs", "GET", "Action=SendMessage&MessageBody=m&Version=2012-11-05", null, true)]
    [InlineData("sqs", "GET", "Action=SendMessage&MessageBody=m&Version=2012-11-05", null, false)]
    public async Task Change_without_a_body_is_not_sent_again_when_a_kept_connection_dies(string service, string method, string query, string? length, bool reset)
    {
        string[] framing = length is null ? [] : [length];
        await using var aws = ScriptedAws.Start(async call =>
        {
            await call.SendAsync(Found);
            await call.ReadHeadAsync();
            End(call, reset);
        });
        await using var gateway = await aws.StartGatewayAsync();
        var keys = await ClientKeys.MintAsync(gateway);
        var call = new SignedRequest { Service = service, Method = method, Query = query };
        using var client = await WireConnection.OpenAsync(gateway.Url);

        await client.SendAsync(WireHead.Of(call, gateway.Url, keys).With(framing).Bytes());
        var first = await client.ReadAsync();
        await client.SendAsync(WireHead.Of(call, gateway.Url, keys).With(framing).Bytes());
        var second = await client.ReadAsync();

        first!.Status.ShouldBe(200);
        second!.Status.ShouldBe(503);
        aws.Requests.ShouldBe(2);
    }

    private static void End(ScriptedAws.ScriptedCall call, bool reset)
    {
        if (reset)
        {
            call.Reset();
        }
        else
        {
            call.Close();
        }
    }
}
