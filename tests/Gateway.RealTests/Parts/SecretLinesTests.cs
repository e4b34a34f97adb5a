using System.Net;
using System.Text;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Parts;

public sealed class SecretLinesTests
{
    private const string AwsSecret = "wJalrXUtnFEMI/K7MDENG+bPx";

    private readonly KnownSecrets _known = new();
    private readonly SecretLines _lines;

    public SecretLinesTests() => _lines = new(
        new Dictionary<string, string?>
        {
            ["AWS_SECRET_ACCESS_KEY"] = AwsSecret,
            ["AWS_ACCESS_KEY_ID"] = "AKIAIOSFODNN7EXAMPLE",
            ["AWS_SESSION_TOKEN"] = "example-only-session-token",
            ["Gateway__Portal__ClientSecret"] = "example-only-portal-secret",
            ["Gateway__Sessions__Keys__0"] = "ZXhhbXBsZS1vbmx5LXNlc3Npb24ta2V5",
            ["Gateway__Redis"] = "redis.example:6379,password=example-only-redis-secret,ssl=true",
            ["OTEL_EXPORTER_OTLP_HEADERS"] = "authorization=Bearer example-only-collector-secret",
            ["Kestrel__Certificates__Default__Password"] = "example-only-certificate-password",
        },
        _known);

    [Theory]
    [InlineData("the gateway's AWS secret", $"the key is {AwsSecret}.")]
    [InlineData("the gateway's AWS secret as JSON writes it", """{"key":"wJalrXUtnFEMI/K7MDENG\u002BbPx"}""")]
    [InlineData("the gateway's AWS secret in an address", "GET /?key=wJalrXUtnFEMI%2FK7MDENG%2BbPx")]
    [InlineData("the gateway's AWS session token", "example-only-session-token")]
    [InlineData("the portal's client secret", "example-only-portal-secret")]
    [InlineData("a session key", "ZXhhbXBsZS1vbmx5LXNlc3Npb24ta2V5")]
    [InlineData("the password of Redis", "NOAUTH redis.example:6379 example-only-redis-secret")]
    [InlineData("a header of the collector", "authorization: Bearer example-only-collector-secret")]
    [InlineData("a certificate's password", "example-only-certificate-password")]
    [InlineData("a JWT", "Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJkZW1vIn0.c2lnbmF0dXJlLW9mLWl0")]
    [InlineData("a session token of a gateway", """{"sessionToken":"GW1.AAECAwQFBgcICQoLDA0ODxAR"}""")]
    [InlineData("an SSO token of a gateway", "SGW1.AAECAwQFBgcICQoLDA0ODxAR")]
    [InlineData("a session token of AWS", "token IQoJb3JpZ2luX2VjEJr//////////wEaCWV1LXdlc3QtMSJHMEUCIQ")]
    [InlineData("the signature of a presigned URL", "GET /key?X-Amz-Signature=0123456789abcdef")]
    [InlineData("the signature of a call", "AWS4-HMAC-SHA256 Credential=A, Signature=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("a sign-in token", "https://signin.example/federation?Action=login&SigninToken=0123456789abcdef")]
    [InlineData("a private key", "-----BEGIN EC PRIVATE KEY-----")]
    public void Secret_in_a_line_is_found(string kind, string line)
    {
        _lines.Look(line).ShouldBeTrue(kind);

        Should.Throw<ShouldAssertException>(_lines.ShouldBeNone);
    }

    /// <summary>A gateway may print it before its answer is read by whom it was handed to.</summary>
    [Fact]
    public void Secret_that_is_handed_out_after_its_line_was_printed_is_found()
    {
        _lines.Look("secret 5Ya9nK0oT2cR7bQ1 of a session").ShouldBeFalse();

        _known.Learn("5Ya9nK0oT2cR7bQ1");

        Should.Throw<ShouldAssertException>(_lines.ShouldBeNone);
    }

    [Fact]
    public void Audit_record_with_ids_alone_holds_none()
    {
        _lines.Look("""{"door":"forward","accessKeyId":"AKIAIOSFODNN7EXAMPLE","role":"arn:aws:iam::111122223333:role/OrdersReader","requestId":"0HN8"}""");

        _lines.ShouldBeNone();
    }

    [Theory]
    [InlineData("audit.jsonl")]
    [InlineData("audit.20261124T100000000Z.jsonl")]
    public async Task Secret_in_an_audit_file_is_found(string file)
    {
        using var scratch = new Scratch();
        var lines = new SecretLines(new Dictionary<string, string?> { ["Gateway__Audit__File__Path"] = scratch.PathOf("audit.jsonl") }, _known);
        scratch.Write(file, "{}\n{\"token\":\"GW1.AAECAwQFBgcICQoLDA0ODxAR\"}\n");

        await lines.LookThroughAuditFilesAsync();

        Should.Throw<ShouldAssertException>(lines.ShouldBeNone);
    }

    [Fact]
    public async Task Secret_in_the_metrics_is_found()
    {
        var port = LoopbackPort.Next();
        var lines = new SecretLines(new Dictionary<string, string?> { ["Gateway__Management__Port"] = $"{port}" }, _known);
        using var listener = new HttpListener { Prefixes = { $"http://127.0.0.1:{port}/" } };
        listener.Start();
        var looking = lines.LookThroughMetricsAsync();
        var asked = await listener.GetContextAsync();
        asked.Response.Close(Encoding.UTF8.GetBytes("calls{token=\"GW1.AAECAwQFBgcICQoLDA0ODxAR\"} 1\n"), willBlock: true);

        await looking;

        asked.Request.Url!.AbsolutePath.ShouldBe("/metrics");
        Should.Throw<ShouldAssertException>(lines.ShouldBeNone);
    }
}
