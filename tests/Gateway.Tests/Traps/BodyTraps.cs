using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Gateway.Tests.Forwarding;
using Gateway.Tests.Forwarding.Wire;
using Gateway.Tests.Hosting;
using Gateway.Tests.Signing;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Traps;

/// <summary>Bodies: Expect, aws-chunked, compression, what is held and for how long.</summary>
public sealed class BodyTraps(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private TestGateway Gateway => shared.Gateway;

    [Theory]
    [InlineData("a wrong signature", "s3", 403)]
    [InlineData("a role that is not granted", "s3", 403)]
    [InlineData("a role that is not granted", "dynamodb", 400)]
    public async Task Expect_100_continue_is_not_answered_before_authorisation(string wrong, string service, int status)
    {
        var keys = wrong == "a wrong signature" ? (await KeysAsync()) with { Secret = "other" } : ClientKeys.OfToken(Gateway, "analyst");
        var request = service == "s3" ? Put("/expect/k", "data"u8.ToArray()) : SignedRequest.DynamoDb("ListTables", "{}");
        using var connection = await WireConnection.OpenAsync(Gateway.Url);

        await connection.SendAsync(WireHead.Of(request, Gateway.Url, keys).With("Expect: 100-continue").Bytes());
        var first = await connection.ReadAnyAsync();

        first!.Status.ShouldBe(status);
        first.Closes.ShouldBeTrue("the client may leave its body out, and the next request would be taken for it");
    }

    [Theory]
    [InlineData("s3")]
    [InlineData("dynamodb")]
    public async Task Expect_100_continue_is_answered_after_authorisation_and_never_signed(string service)
    {
        Gateway.Aws.Objects.Create("expect");
        var request = service == "s3" ? Put("/expect/continued", "data"u8.ToArray()) : SignedRequest.DynamoDb("ListTables", "{}");
        using var connection = await WireConnection.OpenAsync(Gateway.Url);

        await connection.SendAsync(WireHead.Of(request, Gateway.Url, await KeysAsync()).With("Expect: 100-continue").Bytes());
        var interim = await connection.ReadAnyAsync();
        await connection.SendAsync(request.Body);
        var answer = await connection.ReadAsync();

        interim!.Status.ShouldBe(100);
        answer!.Status.ShouldBe(200);
        var sent = Gateway.Aws.Requests.Last(sent => sent.Service == service && sent.Request.Target == request.Path);
        sent.Request.Header("authorization")!.ShouldNotContain("expect");
        answer.Closes.ShouldBeFalse();
    }

    [Theory]
    [InlineData("aws-chunked,gzip")]
    [InlineData("gzip, aws-chunked")]
    public async Task Aws_chunked_with_another_encoding_goes_on_with_both(string encoding)
    {
        var data = Compressed("what is written");
        var body = ChunkedBody.Unsigned(data, 8192);
        var put = Put("/encoded/k", body);
        put.PayloadHash = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
        put.Headers["Content-Encoding"] = encoding;
        put.Headers["x-amz-decoded-content-length"] = $"{data.Length}";
        Gateway.Aws.Objects.Create("encoded");

        var answer = await Gateway.Client.SendAsync(put.Sign(Gateway.Url, await KeysAsync()));

        ((int)answer.StatusCode).ShouldBe(200, await answer.Content.ReadAsStringAsync());
        var sent = Gateway.Aws.Requests.Last(request => request.Request.Target == "/encoded/k");
        sent.Request.Header("content-encoding")!.Replace(" ", "", StringComparison.Ordinal).ShouldBe(encoding.Replace(" ", "", StringComparison.Ordinal));
        sent.BodySha256.ShouldBe(Hash(data));
    }

    [Fact]
    public async Task Compression_is_opaque_PutMetricData_s_gzip_goes_through_untouched()
    {
        var request = new SignedRequest { Method = "POST", Path = "/", Service = "sqs", Body = Compressed("Action=ListQueues&Version=2012-11-05".PadRight(5000)) };
        request.Headers["Content-Encoding"] = "gzip";
        request.Headers["Content-Type"] = "application/x-amz-json-1.0";
        request.Headers["X-Amz-Target"] = "AmazonSQS.ListQueues";

        await Gateway.Client.SendAsync(request.Sign(Gateway.Url, await KeysAsync()));

        var sent = Gateway.Aws.Requests.Last(seen => seen.Service == "sqs");
        sent.BodySha256.ShouldBe(Hash(request.Body));
        sent.Request.Header("content-encoding").ShouldBe("gzip");
    }

    [Theory]
    [InlineData(127 * 1024)]
    [InlineData(1024 * 1024)]
    public async Task Body_is_hashed_in_memory_and_then_on_disk(int length)
    {
        var request = SignedRequest.DynamoDb("ListTables", "{}".PadRight(length));

        await Gateway.Client.SendAsync(request.Sign(Gateway.Url, await KeysAsync()));

        Gateway.Aws.Requests.Last(seen => seen.Service == "dynamodb").BodySha256.ShouldBe(Hash(request.Body));
    }

    [Fact]
    public async Task Body_that_stands_still_is_told_as_S3_tells_it()
    {
        var head = WireHead.Of(Put("/expect/late", new byte[1000]), Gateway.Url, await KeysAsync());
        Gateway.Aws.Objects.Create("expect");
        using var connection = await WireConnection.OpenAsync(Gateway.Url);

        await connection.SendAsync(head.Bytes("a few"u8));
        var answer = await connection.ReadAsync();

        answer!.Status.ShouldBe(400);
        answer.Text.ShouldContain("<Code>RequestTimeout</Code>");
        Gateway.Aws.Objects.Find("expect", "late").ShouldBeNull();
    }

    [Theory]
    [InlineData("STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD", "SigV4a")]
    [InlineData("STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER", "AWS_AUTH_SCHEME_PREFERENCE=sigv4")]
    [InlineData("STREAMING-AWS4-HMAC-SHA256-EVENTS", "Event streams towards AWS")]
    public async Task Payload_that_cannot_be_signed_anew_is_refused_with_a_reason(string hash, string words)
    {
        var put = Put("/expect/unsignable", [1]);
        put.PayloadHash = hash;

        var answer = await Gateway.Client.SendAsync(put.Sign(Gateway.Url, await KeysAsync()));

        ((int)answer.StatusCode).ShouldBe(501);
        (await answer.Content.ReadAsStringAsync()).ShouldContain(words);
        Gateway.Aws.Requests.ShouldNotContain(sent => sent.Request.Target == put.Path);
    }

    [Fact]
    public async Task Event_stream_towards_AWS_with_a_Bearer_token_is_refused_with_a_reason()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Gateway.Url + "/aws/transcribe/eu-west-1/stream-transcription");
        request.Headers.Authorization = new("Bearer", Gateway.Keycloak.MintAccessToken("demo"));
        request.Headers.Add("X-Gateway-Role", "orders-reader");
        request.Content = new ByteArrayContent([1]) { Headers = { ContentType = new("application/vnd.amazon.eventstream") } };

        var answer = await Gateway.Client.SendAsync(request);

        ((int)answer.StatusCode).ShouldBe(501);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("Event streams towards AWS");
    }

    [Fact]
    public async Task An_object_whose_type_is_an_event_stream_is_an_object()
    {
        var put = Put("/orders/events", [1]);
        put.Headers["Content-Type"] = "application/vnd.amazon.eventstream";

        var answer = await Gateway.Client.SendAsync(put.Sign(Gateway.Url, await KeysAsync()));

        ((int)answer.StatusCode).ShouldNotBe(501);
        Gateway.Aws.Requests.Single(sent => sent.Request.Target == put.Path).Request.Header("content-type").ShouldBe("application/vnd.amazon.eventstream");
    }

    private static SignedRequest Put(string path, byte[] body) => new() { Method = "PUT", Path = path, Body = body };

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static byte[] Compressed(string text)
    {
        using var output = new MemoryStream();
        using (var zip = new GZipStream(output, CompressionLevel.Fastest))
        {
            zip.Write(Encoding.UTF8.GetBytes(text));
        }

        return output.ToArray();
    }

    private Task<ClientKeys> KeysAsync() => ClientKeys.MintAsync(Gateway);
}
