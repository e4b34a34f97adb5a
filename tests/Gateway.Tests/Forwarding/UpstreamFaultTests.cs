using Gateway.Tests.Forwarding.Wire;
using Gateway.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Forwarding;

/// <summary>What a client sees when AWS, or the way to it, breaks.</summary>
public sealed class UpstreamFaultTests
{
    private const string Found = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private static readonly SignedRequest Get = new();

    private static SignedRequest Put => new() { Method = "PUT", Body = [1, 2, 3] };

    [Fact]
    public async Task Connection_refused_is_an_outage_in_the_words_of_the_service()
    {
        await using var gateway = await TestGateway.StartAsync(settings: [("Gateway:Aws:Endpoints:dynamodb", "http://127.0.0.1:9")]);

        var answer = await gateway.Client.SendAsync(SignedRequest.DynamoDb("ListTables", "{}").Sign(gateway.Url, await ClientKeys.MintAsync(gateway)));

        ((int)answer.StatusCode).ShouldBe(503);
        answer.Headers.GetValues("x-amzn-ErrorType").Single().ShouldBe("ServiceUnavailableException");
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le")]
    [InlineData("this is no HTTP\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: nine\r\n\r\n")]
    public async Task Answer_without_a_whole_head_is_an_outage(string sent)
    {
        await using var aws = ScriptedAws.Start(async call =>
        {
            await call.ReadBodyAsync();
            await call.SendAsync(sent);
            call.Reset();
        });

        var answer = await AskAsync(aws, Put);

        answer!.Status.ShouldBe(503);
        answer.Text.ShouldContain("<Code>ServiceUnavailable</Code>");
        aws.Requests.ShouldBe(1);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nthe first bytes")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nf\r\nthe first bytes\r\n")]
    public async Task Answer_cut_in_its_body_breaks_off_towards_the_client(string sent)
    {
        await using var aws = ScriptedAws.Start(async call =>
        {
            await call.SendAsync(sent);
            call.Reset();
        });

        var answer = await AskAsync(aws, Get);

        answer.ShouldSatisfyAllConditions(() => answer?.IsWhole.ShouldNotBe(true), () => aws.Requests.ShouldBe(1));
    }

    [Fact]
    public async Task Answer_that_does_not_come_in_time_is_an_outage()
    {
        await using var aws = ScriptedAws.Start(call => call.ReadToEndAsync());

        var answer = await AskAsync(aws, Put, ("Gateway:Forward:IdleTimeout", "00:00:01"));

        answer!.Status.ShouldBe(503);
        answer.Text.ShouldContain("did not answer in time");
        aws.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task Answer_that_stands_still_in_its_body_breaks_off_towards_the_client()
    {
        await using var aws = ScriptedAws.Start(async call =>
        {
            await call.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nthe first bytes");
            await call.ReadToEndAsync();
        });

        await using var gateway = await aws.StartGatewayAsync(("Gateway:Forward:IdleTimeout", "00:00:03"));

        var answer = await AskAsync(gateway, Get);

        answer!.Status.ShouldBe(200);
        answer.IsWhole.ShouldBeFalse();
        var record = await gateway.Audit.NextOfAsync("forward");
        record.Outcome.ShouldBe("failed");
        record.Reason.ShouldBe("unavailable");
    }

    [Fact]
    public async Task Client_that_takes_nothing_of_the_answer_is_taken_for_gone()
    {
        // At hand whole, more than the sockets on the way hold: AWS has never to be waited for.
        var whole = "HTTP/1.1 200 OK\r\nContent-Length: 40000000\r\n\r\n" + new string('x', 40_000_000);
        await using var aws = ScriptedAws.Start(call => call.SendAsync(whole));
        await using var gateway = await aws.StartGatewayAsync(("Gateway:Forward:IdleTimeout", "00:00:05"), ("Gateway:Limits:SlowestClient", "0"));
        using var client = await WireConnection.OpenAsync(gateway.Url);
        await client.SendAsync(WireHead.Of(Get, gateway.Url, await ClientKeys.MintAsync(gateway)).Bytes());

        var record = await gateway.Audit.NextOfAsync("forward");

        record.Reason.ShouldBe("client-gone", record.Message);
        record.Outcome.ShouldBe("aborted");
    }

    [Fact]
    public async Task Upload_that_its_client_does_not_go_on_with_is_no_outage()
    {
        await using var aws = ScriptedAws.Start(call => call.ReadToEndAsync());
        await using var gateway = await aws.StartGatewayAsync(("Gateway:Forward:IdleTimeout", "00:00:02"), ("Gateway:Limits:SlowestClient", "0"));
        var upload = new SignedRequest { Method = "PUT", Body = new byte[1_000_000] };
        using var client = await WireConnection.OpenAsync(gateway.Url);
        await client.SendAsync(WireHead.Of(upload, gateway.Url, await ClientKeys.MintAsync(gateway)).Bytes(upload.Body.AsSpan(0, 500_000)));

        var answer = await client.ReadAsync();

        answer!.Status.ShouldBe(400);
        answer.Text.ShouldContain("<Code>RequestTimeout</Code>");
        (await gateway.Audit.NextOfAsync("forward")).Reason.ShouldBe("payload-request-timeout");
    }

    [Fact]
    public async Task Refusal_that_AWS_gives_before_the_upload_ends_reaches_the_client()
    {
        await using var aws = ScriptedAws.Start(async call =>
        {
            await call.SendAsync("HTTP/1.1 403 Forbidden\r\nContent-Length: 6\r\nConnection: close\r\n\r\ndenied");
            await call.ReadToEndAsync();
        });

        var answer = await AskAsync(aws, new SignedRequest { Method = "PUT", Body = new byte[4_000_000] });

        answer!.Status.ShouldBe(403);
        answer.Text.ShouldBe("denied");
    }

    [Fact]
    public async Task Refusal_after_which_AWS_hangs_up_reaches_a_client_that_asked_before_its_upload()
    {
        await using var aws = ScriptedAws.Start(async call =>
        {
            await call.SendAsync("HTTP/1.1 403 Forbidden\r\nContent-Length: 6\r\nConnection: close\r\n\r\ndenied");
            call.Close();
        });
        await using var gateway = await aws.StartGatewayAsync();
        var put = new SignedRequest { Method = "PUT", Body = new byte[4_000_000] };
        using var client = await WireConnection.OpenAsync(gateway.Url);

        await client.SendAsync(WireHead.Of(put, gateway.Url, await ClientKeys.MintAsync(gateway)).With("Expect: 100-continue").Bytes());
        var answer = await client.ReadAnyAsync();

        answer!.Status.ShouldBe(403);
        answer.Text.ShouldBe("denied");
        answer.Closes.ShouldBeTrue();
    }

    [Fact]
    public async Task Upload_that_AWS_breaks_off_is_an_outage()
    {
        await using var aws = ScriptedAws.Start(async call =>
        {
            await call.ReadBodyAsync(100_000);
            call.Reset();
        });

        var answer = await AskAsync(aws, new SignedRequest { Method = "PUT", Body = new byte[4_000_000] });

        answer!.Status.ShouldBe(503);
        aws.Requests.ShouldBe(1);
    }

    [Theory]
    [InlineData("waits for the answer")]
    [InlineData("uploads")]
    [InlineData("downloads")]
    public async Task Client_that_goes_away_ends_the_call_to_AWS_at_once(string doing)
    {
        var begun = new TaskCompletionSource();
        var ended = new TaskCompletionSource();
        await using var aws = ScriptedAws.Start(async call =>
        {
            if (doing == "downloads")
            {
                await call.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\nthe first bytes");
            }
            else if (doing == "uploads")
            {
                await call.ReadBodyAsync(1000);
            }

            begun.SetResult();
            await call.ReadToEndAsync();
            ended.SetResult();
        });
        await using var gateway = await aws.StartGatewayAsync();
        using var client = await WireConnection.OpenAsync(gateway.Url);
        var call = doing == "uploads" ? new SignedRequest { Method = "PUT", Body = new byte[100_000] } : Get;
        await client.SendAsync(WireHead.Of(call, gateway.Url, await ClientKeys.MintAsync(gateway)).Bytes(call.Body.AsSpan(0, call.Body.Length / 2)));
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(30));

        client.Reset();

        await ended.Task.WaitAsync(TimeSpan.FromSeconds(30));
        (await gateway.Audit.NextOfAsync("forward")).Outcome.ShouldBe("aborted");
    }

    [Fact]
    public async Task Event_stream_flows_as_it_comes()
    {
        var seen = new TaskCompletionSource();
        await using var aws = ScriptedAws.Start(async call =>
        {
            await call.SendAsync("HTTP/1.1 200 OK\r\nContent-Type: application/vnd.amazon.eventstream\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n");
            await seen.Task.WaitAsync(call.Stopping);
            await call.SendAsync("6\r\nsecond\r\n0\r\n\r\n");
        });
        await using var gateway = await aws.StartGatewayAsync();
        using var request = SignedRequest.DynamoDb("Query", "{}").Sign(gateway.Url, await ClientKeys.MintAsync(gateway));
        using var answer = await gateway.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await using var events = await answer.Content.ReadAsStreamAsync();

        var first = new byte[5];
        await events.ReadExactlyAsync(first).AsTask().WaitAsync(TimeSpan.FromSeconds(30));
        seen.SetResult();
        var rest = await new StreamReader(events).ReadToEndAsync();

        first.ShouldBe("first"u8.ToArray());
        rest.ShouldBe("second");
    }

    private static async Task<WireAnswer?> AskAsync(ScriptedAws aws, SignedRequest request, params (string, string)[] settings)
    {
        await using var gateway = await aws.StartGatewayAsync(settings);
        return await AskAsync(gateway, request);
    }

    private static async Task<WireAnswer?> AskAsync(TestGateway gateway, SignedRequest request) =>
        await WireConnection.ExchangeAsync(gateway.Url, WireHead.Of(request, gateway.Url, await ClientKeys.MintAsync(gateway)).Bytes(request.Body));
}
