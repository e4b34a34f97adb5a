using System.IO.Compression;
using System.Text;
using Gateway.Sandbox.Aws;
using Gateway.Signing;
using Gateway.Tests.Forwarding.Wire;
using Gateway.Tests.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Forwarding;

/// <summary>What AWS answers to a session that it refuses tells nothing of it, and a session that it takes no more is not used on.</summary>
public sealed class WithheldAnswerTests
{
    [Theory]
    [InlineData("json")]
    [InlineData("xml")]
    public async Task An_answer_that_repeats_the_role_s_session_is_withheld(string shape)
    {
        await using var gateway = await TestGateway.StartAsync();
        gateway.Aws.Answer("sqs", async call =>
        {
            var token = call.Request.Header("x-amz-security-token")!;
            call.Context.Response.StatusCode = 403;
            await call.Context.Response.WriteAsync(shape == "json"
                ? System.Text.Json.JsonSerializer.Serialize(new { message = "The Canonical String should have been " + token })
                : $"<Error><Code>SignatureDoesNotMatch</Code><CanonicalRequest>x-amz-security-token:{token}</CanonicalRequest></Error>");
        });

        var answer = await gateway.Client.SendAsync(SignedRequest.Form("sqs", "Action=ListQueues&Version=2012-11-05").Sign(gateway.Url, await ClientKeys.MintAsync(gateway)));

        var sent = gateway.Aws.Requests.Single(request => request.Service == "sqs");
        ((int)answer.StatusCode).ShouldBe(503);
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain(sent.Request.Header("x-amz-security-token")!);
    }

    [Theory]
    [InlineData("""{"__type":"InvalidSignatureException","message":"Signature expired: 20261130T100000Z is now earlier than 20261130T100500Z"}""")]
    [InlineData("""{"__type":"com.amazon.coral.service#InvalidSignatureException","message":"Signature not yet current: 20261130T100000Z is still later than 20261130T095500Z"}""")]
    [InlineData("<ErrorResponse><Error><Code>SignatureDoesNotMatch</Code><Message>Signature expired: 20261130T100000Z</Message></Error></ErrorResponse>")]
    [InlineData("<Error><Code>RequestTimeTooSkewed</Code></Error>")]
    [InlineData("<Response><Errors><Error><Code>RequestExpired</Code></Error></Errors></Response>")]
    public async Task An_answer_that_the_gateway_s_clock_is_wrong_is_the_operator_s_and_not_the_client_s(string body)
    {
        await using var gateway = await TestGateway.StartAsync();
        gateway.Aws.Answer("sqs", async call =>
        {
            call.Context.Response.StatusCode = 403;
            await call.Context.Response.WriteAsync(body);
        });

        var answer = await gateway.Client.SendAsync(SignedRequest.Form("sqs", "Action=ListQueues&Version=2012-11-05").Sign(gateway.Url, await ClientKeys.MintAsync(gateway)));

        ((int)answer.StatusCode).ShouldBe(503);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("operator");
    }

    // As S3 answers, with the request's head for its canonical request.
    [Theory]
    [InlineData(PathForm.AsWritten, 403, "<Code>SignatureDoesNotMatch</Code><Message>AWS refuses a signature over this path as it is written.")]
    [InlineData(PathForm.Canonical, 503, "<Code>ServiceUnavailable</Code><Message>AWS refuses the gateway's own signature or session")]
    public async Task Of_a_path_that_AWS_takes_in_another_form_than_the_client_signed_the_client_is_told(object form, int status, string words)
    {
        await using var aws = ScriptedAws.Start(call => call.SendAsync($"HTTP/1.1 403 Forbidden\r\nContent-Length: {call.Head.Length}\r\n\r\n{call.Head}"));
        await using var gateway = await TestGateway.StartAsync(settings: [("Gateway:Aws:Endpoints:s3", aws.Url)]);

        var answer = await gateway.Client.SendAsync(new SignedRequest { Path = "/orders/a@b", PathForm = (PathForm)form }.Sign(gateway.Url, await ClientKeys.MintAsync(gateway)));

        ((int)answer.StatusCode).ShouldBe(status);
        (await answer.Content.ReadAsStringAsync()).ShouldContain(words);
        gateway.Logs.Text.Contains(" 1701 ", StringComparison.Ordinal).ShouldBe(status == 503);
    }

    [Fact]
    public async Task A_session_that_AWS_takes_no_more_is_no_mistake_of_the_client_s_whatever_its_path()
    {
        await using var aws = ScriptedAws.Start(call =>
        {
            var body = $"<Error><Code>InvalidToken</Code><Token-0>{call.Head}</Token-0></Error>";
            return call.SendAsync($"HTTP/1.1 400 Bad Request\r\nContent-Length: {body.Length}\r\n\r\n{body}");
        });
        await using var gateway = await TestGateway.StartAsync(settings: [("Gateway:Aws:Endpoints:s3", aws.Url)]);

        var answer = await gateway.Client.SendAsync(new SignedRequest { Path = "/orders/a@b", PathForm = PathForm.AsWritten }.Sign(gateway.Url, await ClientKeys.MintAsync(gateway)));

        ((int)answer.StatusCode).ShouldBe(503);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("deflate, without zlib")]
    [InlineData("br")]
    [InlineData("br, gzip")]
    [InlineData("zstd")]
    public async Task An_answer_that_repeats_the_role_s_session_in_a_coding_is_withheld(string coding)
    {
        await using var gateway = await TestGateway.StartAsync();
        gateway.Aws.Answer("sqs", async call =>
        {
            call.Context.Response.StatusCode = 403;
            call.Context.Response.Headers.ContentEncoding = coding.Replace(", without zlib", "", StringComparison.Ordinal);
            await call.Context.Response.Body.WriteAsync(Coded(coding, Encoding.ASCII.GetBytes(call.Request.Header("x-amz-security-token")!)));
        });

        var answer = await ListQueuesAsync(gateway);

        ((int)answer.StatusCode).ShouldBe(503);
        answer.Content.Headers.ContentEncoding.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(100_000, true)]
    [InlineData(100_000, false)]
    [InlineData(2_000_000, true)]
    [InlineData(2_000_000, false)]
    public async Task A_long_answer_that_repeats_the_role_s_session_at_its_end_is_withheld(int before, bool declared)
    {
        await using var gateway = await TestGateway.StartAsync();
        gateway.Aws.Answer("sqs", async call =>
        {
            var body = new string('x', before) + call.Request.Header("x-amz-security-token");
            call.Context.Response.StatusCode = 400;
            call.Context.Response.ContentLength = declared ? body.Length : null;
            await call.Context.Response.WriteAsync(body);
        });

        ((int)(await ListQueuesAsync(gateway)).StatusCode).ShouldBe(503);
    }

    [Theory]
    [InlineData("gzip", 400)]
    [InlineData("br", 403)]
    public async Task Any_other_refusal_in_a_coding_comes_back_byte_for_byte(string coding, int status)
    {
        await using var gateway = await TestGateway.StartAsync();
        var coded = Coded(coding, "the queue does not exist"u8.ToArray());
        gateway.Aws.Answer("sqs", async call =>
        {
            call.Context.Response.StatusCode = status;
            call.Context.Response.Headers.ContentEncoding = coding;
            await call.Context.Response.Body.WriteAsync(coded);
        });

        var answer = await ListQueuesAsync(gateway);

        ((int)answer.StatusCode).ShouldBe(status);
        (await answer.Content.ReadAsByteArrayAsync()).ShouldBe(coded);
    }

    [Fact]
    public async Task Any_other_refusal_of_AWS_comes_back_as_it_is()
    {
        await using var gateway = await TestGateway.StartAsync();
        gateway.Aws.Faults.Set("s3", AwsFault.AccessDenied);

        var answer = await gateway.Client.SendAsync(new SignedRequest().Sign(gateway.Url, await ClientKeys.MintAsync(gateway)));

        ((int)answer.StatusCode).ShouldBe(403);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("<Code>AccessDenied</Code>");
        answer.Headers.GetValues("x-amz-request-id").Single().ShouldNotBe(answer.Headers.GetValues("X-Gateway-Request-Id").Single());
    }

    [Theory]
    [InlineData(400, "x-amzn-errortype: UnrecognizedClientException:http://internal.amazon.com/coral/", "{}")]
    [InlineData(400, null, """{"__type":"com.amazon.coral.service#UnrecognizedClientException","message":"The security token included in the request is invalid."}""")]
    [InlineData(403, null, "<ErrorResponse><Error><Code>InvalidClientTokenId</Code></Error></ErrorResponse>")]
    [InlineData(400, null, "<Error><Code>InvalidToken</Code></Error>")]
    public async Task A_session_that_AWS_takes_no_more_is_not_used_for_the_next_call(int status, string? header, string body)
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var gateway = await TestGateway.StartAsync(time: time);
        var keys = await ClientKeys.MintAsync(gateway);
        gateway.Aws.Answer("sqs", async call =>
        {
            call.Context.Response.StatusCode = status;
            if (header?.Split(": ") is [var name, var value])
            {
                call.Context.Response.Headers[name] = value;
            }

            await call.Context.Response.WriteAsync(body);
        });

        await ListQueuesAsync(gateway, keys, time);
        time.Advance(TimeSpan.FromMinutes(2));
        var answer = await ListQueuesAsync(gateway, keys, time);
        await ListQueuesAsync(gateway, keys, time);
        await ListQueuesAsync(gateway, keys, time);

        ((int)answer.StatusCode).ShouldBe(status);
        (await answer.Content.ReadAsStringAsync()).ShouldBe(body);
        gateway.Aws.AssumeRoleCalls.Count.ShouldBe(2, "the first was old when AWS refused it, and the second is not");
    }

    [Fact]
    public async Task A_session_is_used_on_after_any_other_refusal()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var gateway = await TestGateway.StartAsync(time: time);
        var keys = await ClientKeys.MintAsync(gateway);
        gateway.Aws.Faults.Set("sqs", AwsFault.AccessDenied);

        await ListQueuesAsync(gateway, keys, time);
        time.Advance(TimeSpan.FromMinutes(2));
        await ListQueuesAsync(gateway, keys, time);
        await ListQueuesAsync(gateway, keys, time);

        gateway.Aws.AssumeRoleCalls.Count.ShouldBe(1);
    }

    private static async Task<HttpResponseMessage> ListQueuesAsync(TestGateway gateway, ClientKeys? keys = null, TimeProvider? time = null)
    {
        var request = SignedRequest.Form("sqs", "Action=ListQueues&Version=2012-11-05");
        request.Date = (time ?? TimeProvider.System).GetUtcNow();
        return await gateway.Client.SendAsync(request.Sign(gateway.Url, keys ?? await ClientKeys.MintAsync(gateway)));
    }

    private static byte[] Coded(string codings, byte[] plain)
    {
        if (codings.Split(", ") is [var first, "gzip"])
        {
            return Coded("gzip", Coded(first, plain));
        }

        using var coded = new MemoryStream();
        using (Stream coder = codings switch
        {
            "gzip" => new GZipStream(coded, CompressionLevel.Fastest),
            "deflate" => new ZLibStream(coded, CompressionLevel.Fastest),
            "deflate, without zlib" => new DeflateStream(coded, CompressionLevel.Fastest),
            "br" => new BrotliStream(coded, CompressionLevel.Fastest),
            _ => new MemoryStream(),
        })
        {
            coder.Write(plain);
        }

        return coded.ToArray();
    }
}
