using System.Text;
using Amazon.Runtime;
using Gateway.Forwarding.Bodies;
using Gateway.Sandbox.Aws;
using Gateway.Tests.Forwarding.Wire;
using Gateway.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Forwarding;

/// <summary>The ten things that must hold always, each by its number; those of tokens (6) are in Identity, of hosts (5) in Endpoints.</summary>
public sealed class MustsTests
{
    private static readonly string[] Own = ["X-Amz-Security-Token", "Authorization", "X-Amz-Date", "X-Amz-Content-Sha256"];

    [Fact]
    public async Task Must_1_no_AWS_key_leaves_in_forward_mode()
    {
        await using var gateway = await TestGateway.StartAsync();
        var token = gateway.Keycloak.MintAccessToken("demo");
        var seen = new StringBuilder();

        foreach (var path in new[]
        {
            "/api/credentials?role=orders-reader&mode=forward", "/api/process-credentials?role=orders-reader", "/container/credentials?role=orders-reader", "/api/roles",
        })
        {
            seen.Append(await (await gateway.GetAsync(path, token)).Content.ReadAsStringAsync());
        }

        var answer = await gateway.Client.SendAsync(new SignedRequest { Path = "/", Query = "" }.Sign(gateway.Url, await ClientKeys.MintAsync(gateway)));
        ((int)answer.StatusCode).ShouldBe(200);
        seen.Append(answer.Headers).Append(await answer.Content.ReadAsStringAsync());

        var upstream = gateway.Aws.Requests.Last(request => request.Service == "s3");
        var sessionToken = upstream.Request.Header("x-amz-security-token");
        sessionToken.ShouldNotBeNullOrEmpty();
        seen.ToString().ShouldNotContain(sessionToken);
        seen.ToString().ShouldNotContain(upstream.AccessKeyId);
        seen.ToString().ShouldNotContain(AwsStandIn.BaseSecretAccessKey);
    }

    [Fact]
    public async Task Must_2_without_credentials_nothing_is_forwarded()
    {
        await using var gateway = await TestGateway.StartAsync(credentials: () => throw new AmazonClientException("no credentials here"));

        var answer = await gateway.Client.SendAsync(new SignedRequest().Sign(gateway.Url, await ClientKeys.MintAsync(gateway)));

        ((int)answer.StatusCode).ShouldBe(503);
        gateway.Aws.RequestCount.ShouldBe(0);
    }

    [Fact]
    public async Task Must_2_without_a_grant_nothing_is_forwarded()
    {
        await using var gateway = await TestGateway.StartAsync();

        foreach (var role in new[] { "analyst", "no-such-role", "" })
        {
            var token = gateway.Keycloak.MintAccessToken("demo");
            using var request = new SignedRequest().Sign(gateway.Url, new ClientKeys(role.Length == 0 ? "x" : role, token, token));
            ((int)(await gateway.Client.SendAsync(request)).StatusCode).ShouldBe(403);
        }

        gateway.Aws.RequestCount.ShouldBe(0);
    }

    [Fact]
    public async Task Must_3_nothing_that_identifies_the_client_reaches_AWS()
    {
        await using var gateway = await TestGateway.StartAsync();
        var keys = await ClientKeys.MintAsync(gateway);
        using var request = new SignedRequest { Path = "/" }.Sign(gateway.Url, keys);
        foreach (var (name, value) in new[]
        {
            ("Cookie", "portal=secret-cookie"), ("X-Forwarded-For", "203.0.113.7"), ("Forwarded", "for=203.0.113.7"), ("Via", "1.1 proxy"), ("X-Gateway-Role", "orders-reader"),
            ("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-b7ad6b7169203331-01"), ("Connection", "X-Of-The-Connection"), ("X-Of-The-Connection", "1"), ("Proxy-Authorization", "Basic eA=="),
            ("TE", "trailers"), ("X-Forwarded-Access-Token", "eyJ"), ("X-Forwarded-Client-Cert", "Subject=x"), ("X-Auth-Request-Access-Token", "eyJ"), ("x-amzn-oidc-data", "eyJ"), ("Date", "Tue, 24 Nov 2026 10:00:00 GMT"),
        })
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        ((int)(await gateway.Client.SendAsync(request)).StatusCode).ShouldBe(200);

        var upstream = gateway.Aws.Requests.Last(seen => seen.Service == "s3");
        var names = upstream.Request.Headers.Select(header => header.Name).ToList();
        names.Except(Own, StringComparer.OrdinalIgnoreCase).ShouldBe(["host"]);
        upstream.Request.Header("authorization")!.ShouldNotContain(keys.AccessKeyId);
        upstream.Request.Header("x-amz-security-token").ShouldNotBe(keys.Token);
    }

    [Fact]
    public async Task Must_4_an_amz_header_that_the_client_did_not_sign_is_refused()
    {
        await using var gateway = await TestGateway.StartAsync();
        using var request = new SignedRequest { Method = "PUT", Body = [1] }.Sign(gateway.Url, await ClientKeys.MintAsync(gateway));
        request.Headers.TryAddWithoutValidation("x-amz-acl", "public-read");

        var answer = await gateway.Client.SendAsync(request);

        ((int)answer.StatusCode).ShouldBe(403);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("x-amz-acl");
        gateway.Aws.RequestCount.ShouldBe(0);
    }

    [Fact]
    public async Task Must_4_every_forwarded_amz_header_is_signed()
    {
        await using var gateway = await TestGateway.StartAsync();
        await gateway.Client.SendAsync(new SignedRequest { Method = "PUT", Path = "/bucket" }.Sign(gateway.Url, await ClientKeys.MintAsync(gateway)));
        var put = new SignedRequest { Method = "PUT", Path = "/bucket/k", Body = [1], Headers = { ["x-amz-meta-a"] = "  one   two ", ["Content-MD5"] = "VaVACK0bpYmqIQ0mKcHfQQ==" } };

        await gateway.Client.SendAsync(put.Sign(gateway.Url, await ClientKeys.MintAsync(gateway)));

        var upstream = gateway.Aws.Requests.Last(seen => seen.Service == "s3");
        var signed = upstream.Request.Header("authorization")!.Split("SignedHeaders=")[1].Split(',')[0].Split(';');
        upstream.Request.Headers.Select(header => header.Name)
            .Where(name => name.StartsWith("x-amz-", StringComparison.Ordinal) || name == "content-md5").ShouldBeSubsetOf(signed);
        signed.ShouldContain("x-amz-meta-a");
        gateway.Aws.Failures.ShouldBeEmpty();
    }

    [Fact]
    public async Task Must_7_no_secret_stands_in_a_log_or_an_audit_record()
    {
        await using var gateway = await TestGateway.StartAsync();
        var token = gateway.Keycloak.MintAccessToken("demo");
        var keys = await ClientKeys.MintAsync(gateway);
        await gateway.Client.SendAsync(new SignedRequest { Path = "/" }.Sign(gateway.Url, keys));
        await gateway.GetAsync("/api/login?role=orders-reader", token);
        await gateway.GetAsync("/api/credentials?role=orders-reader", token);

        var records = new StringBuilder();
        for (var i = 0; i < 4; i++)
        {
            var line = new System.Buffers.ArrayBufferWriter<byte>();
            Auditing.AuditJson.WriteLine(await gateway.Audit.NextAsync(), line);
            records.Append(Encoding.UTF8.GetString(line.WrittenSpan));
        }

        var written = records + gateway.Logs.Text;
        written.ShouldContain(keys.AccessKeyId);
        foreach (var secret in new[] { token, token.Split('.')[2], keys.Secret, keys.Token, AwsStandIn.BaseSecretAccessKey, "SigninToken=", gateway.Aws.Requests.Last(seen => seen.Service == "s3").Request.Header("x-amz-security-token")! })
        {
            written.ShouldNotContain(secret);
        }
    }

    [Theory]
    [InlineData(-16, "is more than 15 minutes earlier than")]
    [InlineData(16, "is more than 15 minutes later than")]
    public async Task Must_8_a_date_sixteen_minutes_off_is_refused_either_way(int minutes, string words)
    {
        await using var gateway = await TestGateway.StartAsync();
        var request = new SignedRequest { Date = TimeProvider.System.GetUtcNow().AddMinutes(minutes) };

        var answer = await gateway.Client.SendAsync(request.Sign(gateway.Url, await ClientKeys.MintAsync(gateway)));

        ((int)answer.StatusCode).ShouldBe(403);
        var error = await answer.Content.ReadAsStringAsync();
        error.ShouldContain("<Code>RequestTimeTooSkewed</Code><Message>The difference between the request time and the current time is too large: ");
        error.ShouldContain(words);
        gateway.Aws.RequestCount.ShouldBe(0);
    }

    [Theory]
    [InlineData(-14)]
    [InlineData(14)]
    public async Task Must_8_a_date_fourteen_minutes_off_is_taken(int minutes)
    {
        await using var gateway = await TestGateway.StartAsync();
        var request = new SignedRequest { Path = "/", Date = TimeProvider.System.GetUtcNow().AddMinutes(minutes) };

        ((int)(await gateway.Client.SendAsync(request.Sign(gateway.Url, await ClientKeys.MintAsync(gateway)))).StatusCode).ShouldBe(200);
    }

    [Fact]
    public async Task Must_9_a_body_other_than_declared_never_becomes_an_object()
    {
        await using var gateway = await TestGateway.StartAsync();
        var keys = await ClientKeys.MintAsync(gateway);
        await gateway.Client.SendAsync(new SignedRequest { Method = "PUT", Path = "/bucket" }.Sign(gateway.Url, keys));
        var put = new SignedRequest { Method = "PUT", Path = "/bucket/k", Body = new byte[300_000] };
        using var request = put.Sign(gateway.Url, keys);
        request.Content = new ByteArrayContent([.. Enumerable.Repeat((byte)1, 300_000)]);

        var answer = await gateway.Client.SendAsync(request);

        ((int)answer.StatusCode).ShouldBe(400);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("<Code>XAmzContentSHA256Mismatch</Code>");
        gateway.Aws.Objects.Find("bucket", "k").ShouldBeNull();
    }

    [Fact]
    public async Task Must_10_64_callers_at_once_never_send_a_wrong_signature()
    {
        await using var gateway = await TestGateway.StartAsync();
        var keys = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ClientKeys.MintAsync(gateway)));

        var statuses = await Task.WhenAll(Enumerable.Range(0, 64).Select(async caller =>
        {
            var wrong = 0;
            for (var i = 0; i < 25; i++)
            {
                using var request = SignedRequest.DynamoDb("ListTables", $"{{\"Limit\":{(caller % 50) + 1}}}").Sign(gateway.Url, keys[caller % keys.Length]);
                wrong += (int)(await gateway.Client.SendAsync(request)).StatusCode == 200 ? 0 : 1;
            }

            return wrong;
        }));

        statuses.Sum().ShouldBe(0);
        gateway.Aws.Failures.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_grant_taken_out_of_the_file_cuts_a_live_session_off()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var gateway = await TestGateway.StartAsync(time: time);
        var keys = await ClientKeys.MintAsync(gateway);
        var before = await gateway.Client.SendAsync(new SignedRequest { Path = "/", Date = time.GetUtcNow() }.Sign(gateway.Url, keys));

        await gateway.ChangePolicyAsync(time, TestPolicy.Usual.Replace("clientRoles: [orders-reader] }", "clientRoles: [nobody] }", StringComparison.Ordinal));
        var after = await gateway.Client.SendAsync(new SignedRequest { Path = "/", Date = time.GetUtcNow() }.Sign(gateway.Url, keys));

        ((int)before.StatusCode).ShouldBe(200);
        ((int)after.StatusCode).ShouldBe(403);
        (await after.Content.ReadAsStringAsync()).ShouldContain("<Code>AccessDenied</Code>");
    }

    [Theory]
    [InlineData("services: [s3, dynamodb, sqs, sts]", "services: [s3, sqs, sts]")]
    [InlineData("services: [s3, dynamodb, sqs, sts]", "services: [s3, dynamodb, sqs, sts]\n      operations: [\"dynamodb:GetItem\"]")]
    [InlineData("clientRoles: [orders-reader] }", "clientRoles: [nobody] }")]
    public async Task What_the_policy_takes_away_while_a_body_is_on_its_way_does_not_go_out(string permitted, string left)
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var gateway = await TestGateway.StartAsync(time: time);
        var call = SignedRequest.DynamoDb("DeleteTable", "{}".PadRight(40_000));
        call.Date = time.GetUtcNow();
        using var slow = await WireConnection.OpenAsync(gateway.Url);
        await slow.SendAsync(WireHead.Of(call, gateway.Url, await ClientKeys.MintAsync(gateway)).Bytes(call.Body.AsSpan(0, 30_000)));
        await Waiting.UntilAsync(() => Task.FromResult(gateway.Services.GetRequiredService<HeldBytes>().Bodies.Count == 30_000));

        await gateway.ChangePolicyAsync(time, TestPolicy.Usual.Replace(permitted, left, StringComparison.Ordinal));
        await slow.SendAsync(call.Body.AsSpan(30_000).ToArray());

        var answer = await slow.ReadAsync();
        answer!.Status.ShouldBe(400);
        answer.Text.ShouldContain("AccessDenied");
        gateway.Aws.Requests.ShouldNotContain(request => request.Service == "dynamodb");
    }

    /// <summary>A form of a signing name that stands for several services is held before anything is decided, and the decision asks for no expiry.</summary>
    [Fact]
    public async Task Credentials_that_end_while_the_form_that_names_the_service_is_on_its_way_do_not_go_out()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var gateway = await TestGateway.StartAsync(
            policy: TestPolicy.Usual.Replace("services: [s3, dynamodb, sqs, sts]", "services: [email]", StringComparison.Ordinal), time: time);
        var token = gateway.Keycloak.MintAccessToken("demo", claims => claims["exp"] = time.GetUtcNow().AddMinutes(5).ToUnixTimeSeconds());
        var call = SignedRequest.Form("ses", "Action=ListIdentities&Version=2010-12-01&MaxItems=".PadRight(40_000, '1'));
        call.Date = time.GetUtcNow();
        using var slow = await WireConnection.OpenAsync(gateway.Url);
        await slow.SendAsync(WireHead.Of(call, gateway.Url, new ClientKeys("orders-reader", token, token)).Bytes(call.Body.AsSpan(0, 30_000)));
        await Waiting.UntilAsync(() => Task.FromResult(gateway.Services.GetRequiredService<HeldBytes>().Bodies.Count == 30_000));

        time.Advance(TimeSpan.FromMinutes(8));
        await slow.SendAsync(call.Body.AsSpan(30_000).ToArray());

        (await slow.ReadAsync())!.Text.ShouldContain("ExpiredToken");
        gateway.Aws.Requests.ShouldNotContain(request => request.Service == "ses");
    }
}
