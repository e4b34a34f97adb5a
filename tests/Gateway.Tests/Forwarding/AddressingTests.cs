using Amazon.S3;
using Amazon.S3.Model;
using Gateway.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Forwarding;

/// <summary>The ways to say which service and bucket are meant: by host name below the gateway's domain, by presigned URL, by path.</summary>
public sealed class AddressingTests
{
    private const string Domain = "aws.example.test";

    [Theory]
    [InlineData("s3.eu-west-1.aws.example.test", "/orders/one", "/orders/one")]
    [InlineData("orders.s3.eu-west-1.aws.example.test", "/one", "/orders/one")]
    [InlineData("orders.aws.example.test", "/one", "/orders/one")]
    [InlineData("orders.s3.eu-west-1.aws.example.test.", "/one", "/orders/one")]
    [InlineData("s3.eu-west-1.aws.example.test.", "/orders/one", "/orders/one")]
    [InlineData("orders.s3.eu-west-1.aws.example.test", "/aws/lambda/my-fn/log.gz", "/orders/aws/lambda/my-fn/log.gz")]
    [InlineData("orders.s3.dualstack.eu-west-1.aws.example.test", "/aws/s3/eu-west-1/invoices/1", "/orders/aws/s3/eu-west-1/invoices/1")]
    [InlineData("orders.s3-fips.eu-west-1.aws.example.test", "/aws/s3/eu-west-1/invoices/1", "/orders/aws/s3/eu-west-1/invoices/1")]
    [InlineData("orders.s3.eu-west-1.amazonaws.com.aws.example.test", "/aws/s3/eu-west-1/invoices/1", "/orders/aws/s3/eu-west-1/invoices/1")]
    [InlineData("orders.s3.aws.example.test", "/aws/s3/eu-west-1/invoices/1", "/orders/aws/s3/eu-west-1/invoices/1")]
    [InlineData("orders.aws.example.test", "/aws/s3/eu-west-1/invoices/1", "/orders/invoices/1")]
    public async Task A_host_below_the_domain_names_service_and_bucket(string host, string path, string upstream)
    {
        await using var gateway = await TestGateway.StartAsync(settings: [("Gateway:Domain", Domain)]);
        using var request = new SignedRequest { Path = path, Host = host }.Sign(gateway.Url, await ClientKeys.MintAsync(gateway));

        await gateway.Client.SendAsync(request);

        gateway.Aws.Requests.Single(seen => seen.Service == "s3").Request.Target.ShouldBe(upstream);
        gateway.Aws.Failures.ShouldBeEmpty();
    }

    /// <summary>Its own name would else be taken for the gateway's, and the first of the path for another bucket.</summary>
    [Theory]
    [InlineData(null, "orders.s3.eu-west-1.amazonaws.com")]
    [InlineData(null, "orders.s3.eu-west-1.amazonaws.com.")]
    [InlineData(Domain, "orders.s3.eu-west-1.amazonaws.com")]
    public async Task A_host_of_AWS_itself_names_the_bucket_too(string? domain, string host)
    {
        await using var gateway = await TestGateway.StartAsync(settings: domain is null ? [] : [("Gateway:Domain", domain)]);
        using var request = new SignedRequest { Path = "/reports/one", Host = host }.Sign(gateway.Url, await ClientKeys.MintAsync(gateway));

        await gateway.Client.SendAsync(request);

        gateway.Aws.Requests.Single(seen => seen.Service == "s3").Request.Target.ShouldBe("/orders/reports/one");
        gateway.Aws.Failures.ShouldBeEmpty();
    }

    /// <summary>Names of AWS's that a gateway may have for its own.</summary>
    [Theory]
    [InlineData("internal-gw-1.eu-west-1.elb.amazonaws.com", null)]
    [InlineData("gw-x.elb.eu-west-1.amazonaws.com", null)]
    [InlineData("gw-x.elb.eu-west-1.amazonaws.com", "gw-x.elb.eu-west-1.amazonaws.com")]
    [InlineData("vpce-0a1b-2c3d.vpce-svc-0a1b.eu-west-1.vpce.amazonaws.com", null)]
    [InlineData("ec2-192-0-2-1.eu-west-1.compute.amazonaws.com", null)]
    public async Task A_load_balancer_s_name_is_the_gateway_s_own(string host, string? domain)
    {
        await using var gateway = await TestGateway.StartAsync(settings: domain is null ? [] : [("Gateway:Domain", domain)]);
        var keys = await ClientKeys.MintAsync(gateway);
        using var get = new SignedRequest { Path = "/orders/one", Host = host }.Sign(gateway.Url, keys);
        var list = SignedRequest.DynamoDb("ListTables", "{}");
        list.Host = host;
        using var tables = list.Sign(gateway.Url, keys);
        using var bearer = new HttpRequestMessage(HttpMethod.Get, "/aws/s3/eu-west-1/orders/two") { Headers = { Host = host, Authorization = new("Bearer", gateway.Keycloak.MintAccessToken("demo")) } };
        bearer.Headers.Add("X-Gateway-Role", "orders-reader");

        await gateway.Client.SendAsync(get);
        await gateway.Client.SendAsync(tables);
        await gateway.Client.SendAsync(bearer);

        gateway.Aws.Requests.Where(seen => seen.Service is "s3" or "dynamodb").Select(seen => seen.Request.Target).ShouldBe(["/orders/one", "/", "/orders/two"]);
        gateway.Aws.Failures.ShouldBeEmpty();
    }

    /// <summary>What SDKs put before a name that the gateway does not know for its own. A header that is not signed may be of someone on the way, and decides on no host.</summary>
    [Fact]
    public async Task A_label_before_a_foreign_name_is_read_from_a_header_that_is_the_client_s_own()
    {
        await using var gateway = await TestGateway.StartAsync(TestPolicy.Usual.Replace("services: [s3, dynamodb, sqs, sts]", "services: [neptune-graph]", StringComparison.Ordinal));
        var call = new SignedRequest { Path = "/queries", Query = "maxResults=1", Service = "neptune-graph", Host = "g-0123456789.127.0.0.1" };
        using var unsigned = call.Sign(gateway.Url, await ClientKeys.MintAsync(gateway));
        unsigned.Headers.Add("graphIdentifier", "g-0123456789");
        using var bearer = new HttpRequestMessage(HttpMethod.Get, "/aws/neptune-graph/eu-west-1/queries?maxResults=2")
        {
            Headers = { Host = call.Host, Authorization = new("Bearer", gateway.Keycloak.MintAccessToken("demo")) },
        };
        bearer.Headers.Add("X-Gateway-Role", "orders-reader");
        bearer.Headers.Add("graphIdentifier", "g-0123456789");

        var refusal = await (await gateway.Client.SendAsync(unsigned)).Content.ReadAsStringAsync();
        await gateway.Client.SendAsync(bearer);

        refusal.ShouldContain("in the header graphidentifier and sign it");
        gateway.Aws.Requests.Single(seen => seen.Service == "neptune-graph").Request.Query.ShouldBe("maxResults=2");
    }

    [Theory]
    [InlineData("/aws/reports/2026.csv")]
    [InlineData("/aws/reports/")]
    [InlineData("/aws/no-service/2026/key")]
    public async Task A_bucket_may_be_called_aws(string path)
    {
        await using var gateway = await TestGateway.StartAsync();
        using var request = new SignedRequest { Path = path }.Sign(gateway.Url, await ClientKeys.MintAsync(gateway));

        await gateway.Client.SendAsync(request);

        gateway.Aws.Requests.Single(seen => seen.Service == "s3").Request.Target.ShouldBe(path);
        gateway.Aws.Failures.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("dynamodb", "/aws/no-service/2026/key")]
    [InlineData("s3", "/aws/no-service/eu-west-1/key")]
    public async Task A_service_that_is_none_is_refused_where_nothing_is_signed_for_S3_or_a_region_follows(string service, string path)
    {
        await using var gateway = await TestGateway.StartAsync();
        using var signed = new SignedRequest { Path = path, Service = service }.Sign(gateway.Url, await ClientKeys.MintAsync(gateway));

        (await (await gateway.Client.SendAsync(signed)).Content.ReadAsStringAsync()).ShouldContain("no-service");
        ((int)(await gateway.GetAsync("/aws/no-service/eu-west-1/key", gateway.Keycloak.MintAccessToken("demo"))).StatusCode).ShouldBe(400);
        gateway.Aws.Requests.ShouldNotContain(seen => seen.Service == "s3" || seen.Service == "dynamodb");
    }

    [Fact]
    public async Task A_presigned_URL_is_verified_and_signed_anew()
    {
        await using var gateway = await TestGateway.StartAsync();
        using var s3 = Sdk.S3(gateway, (await ClientKeys.MintAsync(gateway)).ForSdk());
        await s3.PutBucketAsync("orders");
        await s3.PutObjectAsync(new PutObjectRequest { BucketName = "orders", Key = "a b/é", ContentBody = "what is written" });

        var url = await s3.GetPreSignedURLAsync(new GetPreSignedUrlRequest { BucketName = "orders", Key = "a b/é", Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(5), Protocol = Protocol.HTTP });
        var answer = await gateway.Client.GetAsync(url);
        var tampered = await gateway.Client.GetAsync(url.Replace("X-Amz-Expires=", "X-Amz-Expires=1", StringComparison.Ordinal));

        (await answer.Content.ReadAsStringAsync()).ShouldBe("what is written");
        gateway.Aws.Requests[^1].Request.Query.ShouldNotContain("X-Amz-", Case.Insensitive);
        ((int)tampered.StatusCode).ShouldBe(403);
        (await tampered.Content.ReadAsStringAsync()).ShouldContain("<Code>SignatureDoesNotMatch</Code>");
        gateway.Aws.Failures.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_URL_presigned_with_JWT_credentials_works_and_its_token_goes_no_further()
    {
        await using var gateway = await TestGateway.StartAsync();
        using var s3 = Sdk.S3(gateway, ClientKeys.OfToken(gateway).ForSdk());
        await s3.PutBucketAsync("orders");
        await s3.PutObjectAsync(new PutObjectRequest { BucketName = "orders", Key = "k", ContentBody = "what is written" });

        var answer = await gateway.Client.GetAsync(await s3.GetPreSignedURLAsync(new GetPreSignedUrlRequest
        {
            BucketName = "orders",
            Key = "k",
            Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(5),
            Protocol = Protocol.HTTP,
        }));

        (await answer.Content.ReadAsStringAsync()).ShouldBe("what is written");
        gateway.Aws.Requests[^1].Request.Query.ShouldNotContain("X-Amz-", Case.Insensitive);
        gateway.Aws.Failures.ShouldBeEmpty();
    }
}
