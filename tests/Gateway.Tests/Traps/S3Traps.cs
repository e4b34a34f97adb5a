using Amazon.S3;
using Amazon.S3.Model;
using Gateway.Tests.Forwarding;
using Gateway.Tests.Forwarding.Wire;
using Gateway.Tests.Hosting;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Traps;

/// <summary>What is peculiar to S3: presigned requests, forms, copies, redirects.</summary>
public sealed class S3Traps
{
    [Theory]
    [InlineData("/bucket")]
    [InlineData("/")]
    [InlineData("/aws/s3/eu-west-1/bucket")]
    public async Task POST_policies_are_refused_clearly(string path)
    {
        await using var gateway = await TestGateway.StartAsync();
        using var form = new MultipartFormDataContent { { new StringContent("eyJleHBpcmF0aW9uIjoiIn0="), "policy" }, { new StringContent("AWS4-HMAC-SHA256"), "x-amz-algorithm" } };

        var answer = await gateway.Client.PostAsync(path, form);

        ((int)answer.StatusCode).ShouldBe(501);
        var body = await answer.Content.ReadAsStringAsync();
        body.ShouldContain("<Code>NotImplemented</Code>");
        body.ShouldContain("presign a PUT instead");
        gateway.Aws.RequestCount.ShouldBe(0);
    }

    [Fact]
    public async Task Presigned_request_ends_with_the_gateway_credentials_whatever_its_expiry()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var gateway = await TestGateway.StartAsync(time: time);
        var url = await PresignAsync(gateway, HttpVerb.GET, TimeSpan.FromDays(7));

        var before = await gateway.Client.GetAsync(url);
        time.Advance(TimeSpan.FromMinutes(61));
        var after = await gateway.Client.GetAsync(url);

        ((int)before.StatusCode).ShouldBe(404);
        ((int)after.StatusCode).ShouldBe(400);
        (await after.Content.ReadAsStringAsync()).ShouldContain("<Code>ExpiredToken</Code>");
    }

    [Fact]
    public async Task Presigned_PUT_becomes_the_object()
    {
        await using var gateway = await TestGateway.StartAsync();
        gateway.Aws.Objects.Create("orders");
        var url = await PresignAsync(gateway, HttpVerb.PUT, TimeSpan.FromMinutes(5));

        var answer = await gateway.Client.PutAsync(url, new ByteArrayContent("what is written"u8.ToArray()));

        ((int)answer.StatusCode).ShouldBe(200);
        gateway.Aws.Objects.Find("orders", "k").ShouldNotBeNull();
        gateway.Aws.Failures.ShouldBeEmpty();
    }

    // As the SDK for JavaScript presigns them.
    [Fact]
    public async Task Headers_that_a_presigned_PUT_has_as_parameters_are_headers_of_the_object()
    {
        await using var gateway = await TestGateway.StartAsync();
        gateway.Aws.Objects.Create("orders");
        var url = await PresignAsync(gateway, HttpVerb.PUT, TimeSpan.FromMinutes(5), ("x-amz-meta-note", "a b+c é"), ("x-amz-acl", "private"), ("x-amz-s3session-token", "of the client"), ("x-id", "PutObject"));

        var answer = await gateway.Client.PutAsync(url, new ByteArrayContent("what is written"u8.ToArray()));

        ((int)answer.StatusCode).ShouldBe(200, await answer.Content.ReadAsStringAsync());
        var sent = gateway.Aws.Requests[^1].Request;
        sent.Query.ShouldBe("x-id=PutObject");
        sent.Header("x-amz-meta-note").ShouldBe("a b+c \u00c3\u00a9", "UTF-8, a byte a character");
        sent.Header("x-amz-acl").ShouldBe("private");
        sent.Header("x-amz-s3session-token").ShouldBeNull();
        gateway.Aws.Failures.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Gr\u00f6\u00dfe \u20ac \u65e5\u672c")]
    [InlineData("tab\there")]
    public async Task Metadata_in_a_presigned_PUT_goes_on_byte_by_byte(string value)
    {
        await using var gateway = await TestGateway.StartAsync();
        gateway.Aws.Objects.Create("orders");
        var url = await PresignAsync(gateway, HttpVerb.PUT, TimeSpan.FromMinutes(5), ("x-amz-meta-name", value));

        var answer = await gateway.Client.PutAsync(url, new ByteArrayContent([1]));

        ((int)answer.StatusCode).ShouldBe(200, await answer.Content.ReadAsStringAsync());
        gateway.Aws.Requests[^1].Request.Header("x-amz-meta-name").ShouldBe(System.Text.Encoding.Latin1.GetString(System.Text.Encoding.UTF8.GetBytes(value)));
        gateway.Aws.Failures.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("x-amz-copy-source", "arn:aws:s3:us-east-1:111122223333:accesspoint/ap/object/key", 403)]
    [InlineData("x-amz-meta-a", "a\r\nx-amz-acl: public-read", 400)]
    [InlineData("x-amz-meta-a", "a\u007f", 400)]
    [InlineData("x-amz-meta-a\r\nb", "c", 400)]
    [InlineData("x-amz-meta-(a)", "c", 400)]
    public async Task A_parameter_that_is_to_be_a_header_is_checked_like_one(string name, string value, int status)
    {
        await using var gateway = await TestGateway.StartAsync();
        var url = await PresignAsync(gateway, HttpVerb.PUT, TimeSpan.FromMinutes(5), "orders-writer", (name, value));

        var answer = await gateway.Client.PutAsync(url, content: null);

        ((int)answer.StatusCode).ShouldBe(status, await answer.Content.ReadAsStringAsync());
        gateway.Aws.Requests.ShouldNotContain(request => request.Service == "s3");
    }

    [Fact]
    public async Task Parameters_that_would_be_one_header_are_refused()
    {
        await using var gateway = await TestGateway.StartAsync();
        var url = await PresignAsync(gateway, HttpVerb.PUT, TimeSpan.FromMinutes(5), ("x-amz-meta-a", "1"), ("X-Amz-Meta-A", "2"));

        var answer = await gateway.Client.PutAsync(url, content: null);

        ((int)answer.StatusCode).ShouldBe(400);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("x-amz-meta-a is given twice");
        gateway.Aws.Requests.ShouldNotContain(request => request.Service == "s3");
    }

    [Fact]
    public async Task Session_token_in_a_URL_stands_in_no_record()
    {
        await using var gateway = await TestGateway.StartAsync();
        var url = new Uri(await PresignAsync(gateway, HttpVerb.GET, TimeSpan.FromMinutes(5)));

        await gateway.Client.GetAsync(url);

        var line = new System.Buffers.ArrayBufferWriter<byte>();
        Auditing.AuditJson.WriteLine(await NextForwardAsync(gateway), line);
        (System.Text.Encoding.UTF8.GetString(line.WrittenSpan) + gateway.Logs.Text).ShouldNotContain("X-Amz-Security-Token");
    }

    [Theory]
    [InlineData("/other/secret", 403)]
    [InlineData("/orders/one", 200)]
    public async Task Copy_source_must_be_allowed_as_well(string source, int status)
    {
        await using var gateway = await TestGateway.StartAsync(policy: TestPolicy.Usual.Replace(
            "resources: [\"*\"]", "resources: [\"arn:aws:s3:::orders/*\"]", StringComparison.Ordinal));
        await PutAsync(gateway, "orders", "one");
        await PutAsync(gateway, "other", "secret");
        var copy = new SignedRequest { Method = "PUT", Path = "/orders/copy", Headers = { ["x-amz-copy-source"] = source } };

        var answer = await gateway.Client.SendAsync(copy.Sign(gateway.Url, await ClientKeys.MintAsync(gateway, "orders-writer")));

        ((int)answer.StatusCode).ShouldBe(status, await answer.Content.ReadAsStringAsync());
        gateway.Aws.Failures.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("arn:aws:s3:us-east-1:111122223333:accesspoint/ap/object/key", 403)]
    [InlineData("arn%3Aaws%3As3%3Aus-east-1%3A111122223333%3Aaccesspoint%2Fap%2Fobject%2Fkey", 403)]
    [InlineData("/arn:aws:s3-outposts:us-east-1:111122223333:outpost/op/object/key", 403)]
    [InlineData("arn:aws:s3:eu-west-1:111122223333:accesspoint/ap/object/key", 404)]
    public async Task Copy_source_in_a_region_that_is_not_permitted_is_refused(string source, int status)
    {
        await using var gateway = await TestGateway.StartAsync();
        gateway.Aws.Objects.Create("orders");
        var copy = new SignedRequest { Method = "PUT", Path = "/orders/copy", Headers = { ["x-amz-copy-source"] = source } };

        var answer = await gateway.Client.SendAsync(copy.Sign(gateway.Url, await ClientKeys.MintAsync(gateway, "orders-writer")));

        ((int)answer.StatusCode).ShouldBe(status);
    }

    [Theory]
    [InlineData("301 Moved Permanently", "x-amz-bucket-region: us-west-2")]
    [InlineData("307 Temporary Redirect", "Location: https://orders.s3.us-west-2.amazonaws.com/one")]
    public async Task Redirect_from_S3_is_handed_to_the_client_and_never_followed(string status, string header)
    {
        await using var aws = ScriptedAws.Start(async call =>
        {
            await call.SendAsync($"HTTP/1.1 {status}\r\n{header}\r\nContent-Length: 45\r\n\r\n<Error><Code>PermanentRedirect</Code></Error>");
            await call.ReadToEndAsync();
        });
        await using var gateway = await TestGateway.StartAsync(settings: [("Gateway:Aws:Endpoints:s3", aws.Url)]);

        var answer = await WireConnection.ExchangeAsync(gateway.Url, WireHead.Of(new SignedRequest(), gateway.Url, await ClientKeys.MintAsync(gateway)).Bytes());

        $"{answer!.Status}".ShouldBe(status[..3]);
        answer.Head.ShouldContain(header);
        aws.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task Client_that_acts_on_a_redirect_is_signed_for_the_other_region()
    {
        await using var gateway = await TestGateway.StartAsync();

        await gateway.Client.SendAsync(new SignedRequest { Region = "us-west-2" }.Sign(gateway.Url, await ClientKeys.MintAsync(gateway)));

        gateway.Aws.Requests.Single(sent => sent.Service == "s3").Region.ShouldBe("us-west-2");
        gateway.Aws.Failures.ShouldBeEmpty();
    }

    [Fact]
    public async Task S3_control_s_and_S3_s_hash_is_always_sent()
    {
        await using var gateway = await TestGateway.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, gateway.Url + "/aws/s3/eu-west-1/orders/one");
        request.Headers.Authorization = new("Bearer", gateway.Keycloak.MintAccessToken("demo"));
        request.Headers.Add("X-Gateway-Role", "orders-reader");

        await gateway.Client.SendAsync(request);

        gateway.Aws.Requests.Single(sent => sent.Service == "s3").Request.Header("x-amz-content-sha256").ShouldBe("UNSIGNED-PAYLOAD");
        gateway.Aws.Failures.ShouldBeEmpty();
    }

    private static async Task PutAsync(TestGateway gateway, string bucket, string key)
    {
        gateway.Aws.Objects.Create(bucket);
        await gateway.Client.SendAsync(new SignedRequest { Method = "PUT", Path = $"/{bucket}/{key}", Body = [1] }.Sign(gateway.Url, await ClientKeys.MintAsync(gateway)));
        gateway.Aws.Objects.Find(bucket, key).ShouldNotBeNull();
    }

    private static Task<string> PresignAsync(TestGateway gateway, HttpVerb verb, TimeSpan expiry, params (string Name, string Value)[] parameters) =>
        PresignAsync(gateway, verb, expiry, "orders-reader", parameters);

    private static async Task<string> PresignAsync(TestGateway gateway, HttpVerb verb, TimeSpan expiry, string role, params (string Name, string Value)[] parameters)
    {
        using var s3 = Sdk.S3(gateway, (await ClientKeys.MintAsync(gateway, role)).ForSdk());
        var request = new GetPreSignedUrlRequest
        {
            BucketName = "orders",
            Key = "k",
            Verb = verb,
            Expires = TimeProvider.System.GetUtcNow().UtcDateTime.Add(expiry - TimeSpan.FromMinutes(1)),
            Protocol = Protocol.HTTP,
        };
        foreach (var (name, value) in parameters)
        {
            request.Parameters.Add(name, value);
        }

        return await s3.GetPreSignedURLAsync(request);
    }

    private static async Task<Auditing.AuditEntry> NextForwardAsync(TestGateway gateway)
    {
        while (true)
        {
            var entry = await gateway.Audit.NextAsync();
            if (entry.Door == "forward")
            {
                return entry;
            }
        }
    }
}
