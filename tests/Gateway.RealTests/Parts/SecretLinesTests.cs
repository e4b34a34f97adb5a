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
    });

    [Theory]
    [InlineData("the key is wJalrXUtnFEMI/K7MDENG.")]
    [InlineData("example-only-portal-secret")]
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
}
