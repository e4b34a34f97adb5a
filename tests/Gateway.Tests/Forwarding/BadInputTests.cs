using System.Net;
using System.Net.Sockets;
using System.Text;
using Gateway.Tests.Forwarding.Wire;
using Gateway.Tests.Hosting;
using Gateway.Tests.Identity;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Forwarding;

public sealed class BadInputTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private TestGateway Gateway => shared.Gateway;

    [Fact]
    public async Task A_path_of_8_KiB_goes_to_AWS_as_it_is()
    {
        var path = "/bucket/" + new string('k', 8 * 1024);

        await Gateway.Client.SendAsync(new SignedRequest { Path = path }.Sign(Gateway.Url, await ClientKeys.MintAsync(Gateway)));

        Gateway.Aws.Requests.ShouldContain(request => request.Request.Target == path);
        Gateway.Aws.Failures.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_request_line_beyond_32_KiB_is_refused_with_414()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Gateway.Url + "/" + new string('k', 33 * 1024));

        (await Gateway.Client.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.RequestUriTooLong);
    }

    [Theory]
    [InlineData("head")]
    [InlineData("Get")]
    [InlineData("TRACE")]
    public async Task A_method_that_AWS_does_not_know_is_refused_in_words(string method)
    {
        var answer = await WireConnection.ExchangeAsync(Gateway.Url, Encoding.ASCII.GetBytes($"{method} /aws/s3/eu-west-1/orders/k HTTP/1.1\r\nHost: x\r\n\r\n"));

        answer!.Status.ShouldBe(400);
        Encoding.UTF8.GetString(answer.Body).ShouldContain("The method must be GET, HEAD, PUT");
    }

    [Fact]
    public async Task A_chunk_whose_size_is_no_number_is_refused_in_words()
    {
        var answer = await WireConnection.ExchangeAsync(Gateway.Url, Encoding.ASCII.GetBytes(
            $"PUT /aws/s3/eu-west-1/orders/k HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {Gateway.Keycloak.MintAccessToken("demo")}\r\nX-Gateway-Role: orders-writer\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n"));

        answer!.Status.ShouldBe(400);
        Encoding.UTF8.GetString(answer.Body).ShouldContain("The body ended before it was whole.");
    }

    [Fact]
    public async Task Two_hundred_signed_headers_go_to_AWS_signed_anew()
    {
        var request = new SignedRequest { Path = "/two-hundred" };
        foreach (var i in Enumerable.Range(0, 200))
        {
            request.Headers[$"x-amz-meta-{i}"] = $"v{i}";
        }

        await Gateway.Client.SendAsync(request.Sign(Gateway.Url, await ClientKeys.MintAsync(Gateway)));

        var seen = Gateway.Aws.Requests.Single(received => received.Request.Target == "/two-hundred").Request;
        Enumerable.Range(0, 200).ShouldAllBe(i => seen.Header($"x-amz-meta-{i}") == $"v{i}");
        Gateway.Aws.Failures.ShouldBeEmpty();
    }

    [Fact]
    public async Task Three_hundred_headers_are_refused_with_431()
    {
        using var request = new SignedRequest().Sign(Gateway.Url, await ClientKeys.MintAsync(Gateway));
        foreach (var i in Enumerable.Range(0, 300))
        {
            request.Headers.Add($"x-h-{i}", "v");
        }

        (await Gateway.Client.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.RequestHeaderFieldsTooLarge);
    }

    [Theory]
    [InlineData("s3")]
    [InlineData("dynamodb")]
    public async Task A_body_cut_short_never_reaches_AWS_whole(string service)
    {
        var keys = await ClientKeys.MintAsync(Gateway);
        await Gateway.Client.SendAsync(new SignedRequest { Method = "PUT", Path = "/cut" }.Sign(Gateway.Url, keys));
        var whole = service == "s3"
            ? new SignedRequest { Method = "PUT", Path = "/cut/k", Body = new byte[200_000] }
            : SignedRequest.DynamoDb("ListTables", "{\"Limit\":1}".PadRight(200_000));
        using var socket = await SendHalfAsync(whole, keys);
        socket.Shutdown(SocketShutdown.Both);

        var entry = await AuditOfAsync(service);

        entry.Reason.ShouldNotBeNull();
        Gateway.Aws.Objects.Find("cut", "k").ShouldBeNull();
        Gateway.Aws.Requests.ShouldNotContain(request => request.Service == "dynamodb");
    }

    [Theory]
    [InlineData("expired", 400, "ExpiredToken")]
    [InlineData("unknown key", 400, "InvalidToken")]
    [InlineData("ID token", 400, "InvalidToken")]
    [InlineData("token with cnf", 400, "InvalidToken")]
    public async Task Bad_JWT_credentials_get_the_code_that_SDKs_act_upon(string token, int status, string code)
    {
        var jwt = HostileTokens.Make(token, Gateway.Keycloak);

        var answer = await Gateway.Client.SendAsync(new SignedRequest().Sign(Gateway.Url, new ClientKeys("orders-reader", jwt, jwt)));

        ((int)answer.StatusCode).ShouldBe(status);
        (await answer.Content.ReadAsStringAsync()).ShouldContain($"<Code>{code}</Code>");
    }

    [Theory]
    [InlineData("dynamodb", "application/x-amz-json-1.0", "ExpiredTokenException")]
    [InlineData("sqs", "application/x-www-form-urlencoded", "ExpiredToken")]
    public async Task An_error_has_the_shape_of_the_client_s_protocol(string service, string contentType, string code)
    {
        var jwt = HostileTokens.Make("expired", Gateway.Keycloak);
        var request = service == "dynamodb" ? SignedRequest.DynamoDb("ListTables", "{}") : SignedRequest.Form(service, "Action=ListQueues&Version=2012-11-05");
        request.Headers["Content-Type"] = contentType;

        var answer = await Gateway.Client.SendAsync(request.Sign(Gateway.Url, new ClientKeys("orders-reader", jwt, jwt)));

        var body = await answer.Content.ReadAsStringAsync();
        if (service == "dynamodb")
        {
            answer.Headers.GetValues("x-amzn-ErrorType").Single().ShouldBe(code);
            body.ShouldContain($"\"__type\":\"{code}\"");
        }
        else
        {
            body.ShouldContain($"<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code>");
        }
    }

    [Theory]
    [InlineData("sts", "Action=AssumeRole&Version=2011-06-15&RoleArn=a&RoleSessionName=b")]
    [InlineData("sts", "Version=2011-06-15&%41ction=GetSessionToken")]
    public async Task A_call_that_vends_credentials_is_refused(string service, string form)
    {
        var before = Gateway.Aws.RequestCount;

        var answer = await Gateway.Client.SendAsync(SignedRequest.Form(service, form).Sign(Gateway.Url, await ClientKeys.MintAsync(Gateway)));

        ((int)answer.StatusCode).ShouldBe(403);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("<Code>AccessDenied</Code>");
        Gateway.Aws.RequestCount.ShouldBe(before);
    }

    [Fact]
    public async Task A_body_beyond_what_may_be_held_is_refused_with_413()
    {
        await using var gateway = await TestGateway.StartAsync(settings: [("Gateway:Forward:MaxBufferedBody", "4096")]);
        var request = SignedRequest.DynamoDb("ListTables", "{\"Limit\":1}".PadRight(5000));

        var answer = await gateway.Client.SendAsync(request.Sign(gateway.Url, await ClientKeys.MintAsync(gateway)));

        ((int)answer.StatusCode).ShouldBe(413);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("Gateway:Forward:MaxBufferedBody");
        gateway.Aws.RequestCount.ShouldBe(0);
    }

    [Theory]
    [InlineData("/aws/s3/eu-west-1/", "orders-reader", 200)]
    [InlineData("/aws/s3/eu-west-1/", "analyst", 403)]
    [InlineData("/aws/s3/eu-west-1/", null, 400)]
    [InlineData("/aws/no-such-service/eu-west-1/", "orders-reader", 400)]
    [InlineData("/aws/s3", "orders-reader", 400)]
    [InlineData("/aws/s3/e@il.example/", "orders-reader", 400)]
    public async Task A_Bearer_call_names_its_role_and_endpoint(string path, string? role, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Gateway.Url + path);
        request.Headers.Authorization = new("Bearer", Gateway.Keycloak.MintAccessToken("demo"));
        if (role is not null)
        {
            request.Headers.Add("X-Gateway-Role", role);
        }

        ((int)(await Gateway.Client.SendAsync(request)).StatusCode).ShouldBe(status);
        Gateway.Aws.Failures.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Down")]
    [InlineData("ServerError")]
    [InlineData("Throttle")]
    [InlineData("AccessDenied")]
    public async Task STS_in_trouble_is_told_in_S3_s_words(string fault)
    {
        await using var gateway = await TestGateway.StartAsync();
        gateway.Aws.Faults.Set("sts", Enum.Parse<Sandbox.Aws.AwsFault>(fault));

        var answer = await gateway.Client.SendAsync(new SignedRequest().Sign(gateway.Url, await ClientKeys.MintAsync(gateway)));

        var (status, code) = fault switch { "Throttle" => (503, "SlowDown"), "AccessDenied" => (403, "AccessDenied"), _ => (503, "ServiceUnavailable") };
        ((int)answer.StatusCode).ShouldBe(status);
        (await answer.Content.ReadAsStringAsync()).ShouldContain($"<Code>{code}</Code>");
    }

    [Fact]
    public async Task A_service_that_is_down_is_told_as_unavailable()
    {
        await using var gateway = await TestGateway.StartAsync(settings: [("Gateway:Aws:Endpoints:s3", "http://127.0.0.1:9")]);

        var answer = await gateway.Client.SendAsync(new SignedRequest().Sign(gateway.Url, await ClientKeys.MintAsync(gateway)));

        ((int)answer.StatusCode).ShouldBe(503);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("<Code>ServiceUnavailable</Code>");
    }

    private async Task<Socket> SendHalfAsync(SignedRequest whole, ClientKeys keys)
    {
        using var request = whole.Sign(Gateway.Url, keys);
        var url = new Uri(Gateway.Url);
        var head = new StringBuilder($"{whole.Method} {whole.Path} HTTP/1.1\r\nHost: {url.Authority}\r\nContent-Length: {whole.Body.Length}\r\n");
        foreach (var (name, values) in request.Headers.NonValidated.Concat(request.Content!.Headers.NonValidated).Where(header => header.Key != "Content-Length"))
        {
            head.Append($"{name}: {values}\r\n");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(url.Host, url.Port);
        await socket.SendAsync(Encoding.Latin1.GetBytes(head.Append("\r\n").ToString()));
        await socket.SendAsync(whole.Body.AsMemory(0, whole.Body.Length / 2));
        return socket;
    }

    private async Task<Auditing.AuditEntry> AuditOfAsync(string service)
    {
        while (true)
        {
            var entry = await Gateway.Audit.NextAsync();
            if (entry.Service == service && entry.BytesOut == 0 && entry.Reason is not null)
            {
                return entry;
            }
        }
    }
}
