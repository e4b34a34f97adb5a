using System.Net;
using System.Text;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Parts;

public sealed class SecretLinesTests
{
    private readonly SecretLines _lines = new(new Dictionary<string, string?>
    {
        ["AWS_SECRET_ACCESS_KEY"] = "wJalrXUtnFEMI/K7MDENG",
        ["AWS_ACCESS_KEY_ID"] = "AKIAIOSFODNN7EXAMPLE",
        ["Gateway__Portal__ClientSecret"] = "example-only-portal-secret",
        ["Gateway__Redis"] = "redis.example:6379,password=example-only-redis-secret,ssl=true",
        ["OTEL_EXPORTER_OTLP_HEADERS"] = "authorization=Bearer example-only-collector-secret",
    });

    [Theory]
    [InlineData("the key is wJalrXUtnFEMI/K7MDENG.")]
    [InlineData("example-only-portal-secret")]
    [InlineData("NOAUTH redis.example:6379 example-only-redis-secret")]
    [InlineData("authorization: Bearer example-only-collector-secret")]
    [InlineData("Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJkZW1vIn0.c2lnbmF0dXJlLW9mLWl0")]
    [InlineData("""{"sessionToken":"GW1.AAECAwQFBgcICQoLDA0ODxAR"}""")]
    [InlineData("GET /key?X-Amz-Signature=0123456789abcdef")]
    public void Secret_in_a_line_is_found(string line)
    {
        _lines.Look(line);

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
        var lines = new SecretLines(new Dictionary<string, string?> { ["Gateway__Audit__File__Path"] = scratch.PathOf("audit.jsonl") });
        scratch.Write(file, "{}\n{\"token\":\"GW1.AAECAwQFBgcICQoLDA0ODxAR\"}\n");

        await lines.LookThroughAuditFilesAsync();

        Should.Throw<ShouldAssertException>(lines.ShouldBeNone);
    }

    [Fact]
    public async Task Secret_in_the_metrics_is_found()
    {
        var port = LoopbackPort.Next();
        var lines = new SecretLines(new Dictionary<string, string?> { ["Gateway__Management__Port"] = $"{port}" });
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
