using Gateway.Tests.Forwarding;
using Gateway.Tests.Forwarding.Wire;
using Gateway.Tests.Hosting;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Limits;

/// <summary>No call lasts longer than <c>Gateway:Limits:LongestCall</c>, so that a drain can be as long as the longest.</summary>
public sealed class LongestCallTests
{
    private const string HalfAnswer = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nthe first bytes";

    [Fact]
    public async Task Upload_that_takes_longer_is_ended_with_words_and_recorded_as_failed()
    {
        await using var aws = ScriptedAws.Start(call => call.ReadToEndAsync());
        await using var gateway = await StartAsync(aws);
        var upload = new SignedRequest { Method = "PUT", Body = new byte[100_000] };
        using var client = await WireConnection.OpenAsync(gateway.Url);

        await client.SendAsync(WireHead.Of(upload, gateway.Url, await ClientKeys.MintAsync(gateway)).Bytes(upload.Body.AsSpan(0, 50_000)));
        var answer = await client.ReadAsync();

        answer!.Status.ShouldBe(400);
        answer.Text.ShouldContain("Gateway:Limits:LongestCall");
        await ShouldHaveFailedAsync(gateway);
    }

    [Fact]
    public async Task Body_that_is_held_and_takes_longer_is_ended_with_words_and_recorded_as_failed()
    {
        await using var aws = ScriptedAws.Start(call => call.ReadToEndAsync());
        await using var gateway = await StartAsync(aws);
        var call = SignedRequest.DynamoDb("PutItem", "{\"TableName\":\"orders\"}");
        using var client = await WireConnection.OpenAsync(gateway.Url);

        await client.SendAsync(WireHead.Of(call, gateway.Url, await ClientKeys.MintAsync(gateway)).Bytes(call.Body.AsSpan(0, 10)));
        var answer = await client.ReadAsync();

        answer!.Status.ShouldBe(400);
        answer.Text.ShouldContain("Gateway:Limits:LongestCall");
        await ShouldHaveFailedAsync(gateway);
    }

    [Fact]
    public async Task Answer_that_does_not_come_is_ended_with_words_and_recorded_as_failed()
    {
        await using var aws = ScriptedAws.Start(call => call.ReadToEndAsync());
        await using var gateway = await StartAsync(aws);

        var answer = await ExchangeAsync(gateway);

        answer!.Status.ShouldBe(400);
        answer.Text.ShouldContain("Gateway:Limits:LongestCall");
        await ShouldHaveFailedAsync(gateway);
    }

    [Fact]
    public async Task Answer_that_takes_longer_is_broken_off_and_recorded_as_failed()
    {
        await using var aws = ScriptedAws.Start(async call =>
        {
            await call.SendAsync(HalfAnswer);
            await call.ReadToEndAsync();
        });
        await using var gateway = await StartAsync(aws);

        var answer = await ExchangeAsync(gateway);

        answer!.Status.ShouldBe(200);
        answer.IsWhole.ShouldBeFalse();
        await ShouldHaveFailedAsync(gateway);
    }

    [Fact]
    public async Task Call_within_the_limit_is_not_touched()
    {
        await using var gateway = await TestGateway.StartAsync(settings: [("Gateway:Limits:LongestCall", "00:05:00")]);

        var answer = await gateway.Client.SendAsync(SignedRequest.DynamoDb("ListTables", "{}").Sign(gateway.Url, await ClientKeys.MintAsync(gateway)));

        ((int)answer.StatusCode).ShouldBe(200);
    }

    [Fact]
    public async Task Drain_that_is_shorter_is_refused_at_start()
    {
        var thrown = await Should.ThrowAsync<OptionsValidationException>(() => TestGateway.StartAsync(settings: [("Gateway:Limits:LongestCall", "01:00:00")]));

        thrown.Failures.ShouldHaveSingleItem().ShouldStartWith("Gateway:Limits:Drain must not be shorter than Gateway:Limits:LongestCall");
    }

    private static Task<TestGateway> StartAsync(ScriptedAws aws) => TestGateway.StartAsync(
        settings: [("Gateway:Aws:Endpoints:s3", aws.Url), ("Gateway:Aws:Endpoints:dynamodb", aws.Url), ("Gateway:Limits:LongestCall", "00:00:03")]);

    private static async Task<WireAnswer?> ExchangeAsync(TestGateway gateway) =>
        await WireConnection.ExchangeAsync(gateway.Url, WireHead.Of(new SignedRequest(), gateway.Url, await ClientKeys.MintAsync(gateway)).Bytes());

    private static async Task ShouldHaveFailedAsync(TestGateway gateway)
    {
        var record = await gateway.Audit.NextOfAsync("forward");
        record.Outcome.ShouldBe("failed");
        record.Reason.ShouldBe("call-too-long");
    }
}
