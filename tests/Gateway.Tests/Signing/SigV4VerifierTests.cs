using Gateway.Signing;
using Microsoft.Extensions.Primitives;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Signing;

public sealed class SigV4VerifierTests
{
    private static readonly SignedExchange Exchange = new();

    /// <summary>Every single component of a signed request, each changed alone.</summary>
    public static TheoryData<string> Components => [.. Changes.Keys];

    private static Dictionary<string, Func<TestRequest, TestRequest>> Changes => new(StringComparer.Ordinal)
    {
        ["method"] = r => r with { Method = "PUT" },
        ["method's letter case"] = r => r with { Method = "post" },
        ["path"] = r => r with { Path = r.Path + "x" },
        ["path's encoding"] = r => r with { Path = r.Path.Replace("%20", "+", StringComparison.Ordinal) },
        ["query value"] = r => r with { Query = "a=2" },
        ["query name"] = r => r with { Query = "b=1" },
        ["query parameter added"] = r => r with { Query = "a=1&a=1" },
        ["query parameter removed"] = r => r with { Query = "" },
        ["host"] = r => r.Replace("Host", "example.org"),
        ["content-type"] = r => r.Replace("Content-Type", "text/html"),
        ["content-type removed"] = r => r.Without("Content-Type"),
        ["content-type repeated"] = r => r.With("Content-Type", "text/plain"),
        ["x-amz header"] = r => r.Replace("X-Amz-Target", "DynamoDB_20120810.DeleteItem"),
        ["x-amz header added"] = r => r.With("x-amz-acl", "public-read"),
        ["session token"] = r => r.Replace("X-Amz-Security-Token", "other"),
        ["date"] = r => r.Replace("X-Amz-Date", "20261124T120001Z"),
        ["body"] = r => r with { Body = "{ }"u8.ToArray() },
        ["region"] = r => Authorization(r, "eu-west-1", "eu-west-2"),
        ["service"] = r => Authorization(r, "dynamodb", "sqs"),
        ["scope's date"] = r => Authorization(r, "20261124", "20261123"),
        ["signed header left out"] = r => Authorization(r, "content-type;", ""),
        ["signed headers in another order"] = r => Authorization(r, "content-type;host", "host;content-type"),
        ["signature's first digit"] = r => ChangeSignature(r, 0),
        ["signature's last digit"] = r => ChangeSignature(r, 63),
    };

    [Fact]
    public void Signed_request_verifies() => Exchange.Verify(SignedRequest()).ShouldBeNull();

    [Theory]
    [MemberData(nameof(Components))]
    public void Changed_component_is_refused(string component) => Exchange.Verify(Changes[component](SignedRequest())).ShouldNotBeNull();

    [Fact]
    public void Other_secret_is_refused() => Exchange.Verify(SignedRequest(), secret: "other").ShouldNotBeNull().Fault.ShouldBe(SigV4Fault.SignatureMismatch);

    [Fact]
    public void Mismatch_tells_neither_secret_nor_token_nor_right_signature()
    {
        var request = SignedRequest();
        var right = request.Header("Authorization")![^64..];

        var message = Exchange.Verify(request with { Method = "GET" }).ShouldNotBeNull().Message;

        message.ShouldNotContain(SignedExchange.Secret);
        message.ShouldNotContain("token");
        message.ShouldNotContain(right);
        message.ShouldContain("SHA-256 of our canonical request: ");
    }

    [Theory]
    [InlineData(-15)]
    [InlineData(15)]
    public void Clock_a_quarter_of_an_hour_off_verifies(int minutes) =>
        Exchange.Verify(SignedRequest(), SignedExchange.Now.AddMinutes(minutes)).ShouldBeNull();

    [Theory]
    [InlineData(-16, "Signature not yet current")]
    [InlineData(16, "Signature expired")]
    public void Clock_off_by_sixteen_minutes_is_refused(int minutes, string words)
    {
        var error = Exchange.Verify(SignedRequest(), SignedExchange.Now.AddMinutes(minutes)).ShouldNotBeNull();

        error.CodeFor(SigV4Dialect.S3).ShouldBe("RequestTimeTooSkewed");
        error.StatusFor(SigV4Dialect.S3).ShouldBe(403);
        error.Message.ShouldContain(words);
    }

    [Fact]
    public void Signed_header_that_is_not_in_the_request_is_named() =>
        Exchange.Verify(SignedRequest().Without("Content-Type")).ShouldNotBeNull().Message.ShouldContain("'content-type'");

    [Fact]
    public void Repeats_verify_as_one_entry_or_as_several()
    {
        var request = Request().With("x-amz-meta-a", "1").With("x-amz-meta-a", " 2 ");
        var signed = request.With(Exchange.Sign(request));

        Exchange.Verify(signed.Replace("X-Amz-Meta-A", new StringValues(["1", "2"]))).ShouldBeNull();
    }

    [Theory]
    [InlineData("get", "/a", "", "NotSigned")]
    public void Unsigned_request_is_refused(string method, string path, string query, string fault) =>
        Exchange.Verify(new TestRequest(method, path, query, [new("Host", "h")], [])).ShouldNotBeNull().Fault.ToString().ShouldBe(fault);

    [Fact]
    public void Right_signature_leaves_its_key()
    {
        var exchange = new SignedExchange();

        exchange.Verify(SignedRequest()).ShouldBeNull();

        exchange.Keys.Count.ShouldBe(1);
    }

    [Fact]
    public void Signature_verifies_again_with_the_key_that_was_kept()
    {
        var exchange = new SignedExchange();

        exchange.Verify(SignedRequest()).ShouldBeNull();
        var scope = new CredentialScope("20261124", "eu-west-1", "dynamodb");
        var kept = exchange.Keys.Find(scope).ShouldNotBeNull();
        exchange.Verify(SignedRequest()).ShouldBeNull();

        exchange.Keys.Find(scope).ShouldBeSameAs(kept);
    }

    [Theory]
    [MemberData(nameof(Components))]
    public void Refused_signature_leaves_no_key(string component)
    {
        var exchange = new SignedExchange();

        _ = exchange.Verify(Changes[component](SignedRequest()));

        exchange.Keys.Count.ShouldBe(0);
    }

    [Fact]
    public void Untimely_signature_leaves_no_key()
    {
        var exchange = new SignedExchange();

        _ = exchange.Verify(SignedRequest(), SignedExchange.Now.AddHours(1));

        exchange.Keys.Count.ShouldBe(0);
    }

    private static TestRequest Request() => new(
        "POST",
        "/a%20b",
        "a=1",
        [new("Host", "dynamodb.eu-west-1.amazonaws.com"), new("Content-Type", "text/plain"), new("X-Amz-Target", "DynamoDB_20120810.GetItem")],
        "{}"u8.ToArray());

    private static TestRequest SignedRequest() => Request().With(Exchange.Sign(Request()));

    private static TestRequest Authorization(TestRequest request, string from, string to) =>
        request.Replace("Authorization", request.Header("Authorization")!.Replace(from, to, StringComparison.Ordinal));

    private static TestRequest ChangeSignature(TestRequest request, int digit)
    {
        var header = request.Header("Authorization")!.ToCharArray();
        ref var changed = ref header[header.Length - 64 + digit];
        changed = changed == '0' ? '1' : '0';
        return request.Replace("Authorization", new string(header));
    }
}
