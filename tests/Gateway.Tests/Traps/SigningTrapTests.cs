using Gateway.Signing;
using Gateway.Tests.Signing;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Traps;

/// <summary>The traps of re-signing that belong to signing, each under its own name.</summary>
public sealed class SigningTrapTests
{
    [Theory]
    [InlineData("/a//b", "/a//b")]
    [InlineData("/a/./b/../c", "/a/./b/../c")]
    [InlineData("/a%20b", "/a%20b")]
    [InlineData("/a%2bb", "/a%2Bb")]
    [InlineData("/a+b", "/a%2Bb")]
    [InlineData("/mac@2x.png", "/mac%402x.png")]
    [InlineData("/%7Euser", "/~user")]
    [InlineData("/%2E%2E/x", "/../x")]
    [InlineData("/%C3%A9", "/%C3%A9")]
    [InlineData("/100%", "/100%25")]
    [InlineData("/a%252Fb", "/a%252Fb")]
    [InlineData("/a%2Fb", "/a/b")]
    [InlineData("", "/")]
    public void S3_paths_are_encoded_once_and_never_normalised(string path, string expected) => PathOf(path, PathEncoding.Once).ShouldBe(expected);

    [Theory]
    [InlineData("/a//b", "/a/b")]
    [InlineData("/a/./b/../c", "/a/c")]
    [InlineData("/a/b/..", "/a")]
    [InlineData("/a/b/../", "/a/")]
    [InlineData("/../..", "/")]
    [InlineData("/a/...", "/a/...")]
    [InlineData("/a%20b", "/a%2520b")]
    [InlineData("/a+b", "/a%2Bb")]
    [InlineData("/%7Euser", "/%257Euser")]
    [InlineData("/%2E%2E/x", "/%252E%252E/x")]
    [InlineData("/a%2Fb", "/a%252Fb")]
    [InlineData("", "/")]
    public void Other_paths_are_normalised_and_encoded_twice(string path, string expected) => PathOf(path, PathEncoding.Twice).ShouldBe(expected);

    [Theory]
    [InlineData("a+b=c+d", "a%2Bb=c%2Bd")]
    [InlineData("a=%2b%7e", "a=%2B~")]
    [InlineData("acl", "acl=")]
    [InlineData("a=2&a=1&a=", "a=&a=1&a=2")]
    [InlineData("b&a", "a=&b=")]
    [InlineData("=v&a=1", "=v&a=1")]
    [InlineData("&&a=1&", "a=1")]
    [InlineData("a=b=c", "a=b%3Dc")]
    [InlineData("a=100%&b=%zz", "a=100%25&b=%25zz")]
    [InlineData("a/b=c;d", "a%2Fb=c%3Bd")]
    [InlineData("a-=1&a=2", "a=2&a-=1")]
    public void Raw_plus_repeated_and_empty_query_keys(string query, string expected) => QueryOf(query).ShouldBe(expected);

    [Theory]
    [InlineData("  a   b  ", "a b")]
    [InlineData("\ta \t b\t", "a b")]
    [InlineData("\"a  b\"", "\"a b\"")]
    [InlineData("", "")]
    [InlineData("   ", "")]
    public void Header_canonical_form_is_trimmed_and_collapsed(string value, string expected)
    {
        var text = new CanonicalWriter(16);
        using var headers = new HeaderTable([new("X-A", value)]);

        CanonicalHeaders.TryAppend(ref text, headers, "x-a", out _).ShouldBeTrue();

        System.Text.Encoding.Latin1.GetString(text.Written).ShouldBe($"x-a:{expected}\n");
        text.Dispose();
    }

    [Fact]
    public void Header_on_the_wire_is_left_alone()
    {
        var request = TestRequest.Get("/", "", ("x-amz-meta-a", "  a   b  "));

        new SignedExchange().Sign(request);

        request.Header("x-amz-meta-a").ShouldBe("  a   b  ");
    }

    [Fact]
    public void Amz_headers_that_the_client_did_not_sign_are_refused()
    {
        var exchange = new SignedExchange("s3");
        var request = TestRequest.Get();

        var error = exchange.Verify(request.With(exchange.Sign(request)).With("X-Amz-Copy-Source", "other/secret"));

        error.ShouldNotBeNull().Message.ShouldContain("x-amz-copy-source");
        error.CodeFor(SigV4Dialect.S3).ShouldBe("AccessDenied");
    }

    [Fact]
    public void Amz_headers_and_content_md5_sent_upstream_are_all_signed()
    {
        var request = TestRequest.Get("/", "", ("X-Amz-Meta-b_c", "1"), ("X-AMZ-META-BA", "2"), ("Content-MD5", "x"), ("Content-Type", "y"), ("x-amz-acl", "z"));

        Names(new SignedExchange("s3").Sign(request)).ShouldBe(
            "content-md5;content-type;host;x-amz-acl;x-amz-content-sha256;x-amz-date;x-amz-meta-b_c;x-amz-meta-ba;x-amz-security-token");
    }

    [Fact]
    public void Hop_by_hop_headers_Expect_and_User_Agent_are_never_signed()
    {
        string[] names = ["Connection", "TE", "Transfer-Encoding", "Upgrade", "Keep-Alive", "Trailer", "Expect", "User-Agent", "Authorization", "X-Amzn-Trace-Id"];
        var request = TestRequest.Get("/", "", [.. names.Select(name => (name, "x")), ("Content-Encoding", "gzip")]);

        Names(new SignedExchange().Sign(request, null, [.. names, "content-encoding"])).ShouldBe("content-encoding;host;x-amz-date");
    }

    [Fact]
    public void Host_is_needed_before_signing() =>
        Should.Throw<ArgumentException>(() => new SignedExchange().Sign(TestRequest.Get().Without("Host")));

    [Fact]
    public void User_Agent_in_SignedHeaders_is_verified_all_the_same()
    {
        const string authorization =
            "AWS4-HMAC-SHA256 Credential=AKID/20150830/us-east-1/s3/aws4_request, SignedHeaders=host;user-agent;x-amz-date, Signature=";
        var request = TestRequest.Get("/", "", ("User-Agent", "x"), ("X-Amz-Date", "20150830T123600Z"), ("Authorization", authorization + new string('0', 64)));

        var signature = SigV4Parser.Parse(request.Signed).Signature.ShouldNotBeNull();

        SigV4Verifier.Verify(request.Signed, signature, "s", PayloadHash.Empty, PathEncoding.Once, AwsTestSuite.Now, out _)
            .ShouldNotBeNull().Fault.ShouldBe(SigV4Fault.SignatureMismatch);
    }

    [Fact]
    public void Payload_hash_is_always_sent_for_S3() =>
        new SignedExchange("s3").Sign(TestRequest.Get()).XAmzContentSha256.ShouldBe(PayloadHash.Empty);

    [Fact]
    public void What_identifies_the_client_is_replaced_when_signing()
    {
        var request = TestRequest.Get("/", "", ("X-Amz-Security-Token", "client's"), ("X-Amz-Date", "20200101T000000Z"), ("Authorization", "AWS4-HMAC-SHA256 x"));
        var signed = new SignedExchange().Sign(request, null);

        signed.XAmzSecurityToken.ShouldBeNull();
        Names(signed).ShouldBe("host;x-amz-date");
        new SignedExchange().Verify(request.Without("X-Amz-Security-Token").With(signed)).ShouldBeNull();
    }

    [Theory]
    [InlineData("dynamodb", "/a//b")]
    [InlineData("dynamodb", "/a/../b")]
    [InlineData("s3", "/a%7Eb")]
    [InlineData("s3", "/a@b")]
    public void Signers_that_take_the_path_on_the_wire_for_canonical_verify_too(string service, string path)
    {
        var exchange = new SignedExchange(service);
        var request = TestRequest.Get(path, "", ("X-Amz-Date", "20261124T120000Z"), ("x-amz-content-sha256", PayloadHash.Empty));
        var scope = new CredentialScope("20261124", "eu-west-1", service);
        var text = new CanonicalWriter(16);
        using (var headers = new HeaderTable(request.Headers))
        {
            CanonicalRequest.TryAppend(
                ref text, request.Signed, headers, "host;x-amz-content-sha256;x-amz-date", PayloadHash.Empty, exchange.Encoding, PathForm.AsWritten, false, out _);
        }

        var end = text.Length;
        StringToSign.Append(ref text, "20261124T120000Z", scope, text.Written);
        var signature = new byte[32];
        SigningKey.Derive(SignedExchange.Secret, scope).Sign(text.Written[end..], signature);
        text.Dispose();

        exchange.Verify(request.With(
            "Authorization",
            $"AWS4-HMAC-SHA256 Credential=AKID/{scope}, SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature={Convert.ToHexStringLower(signature)}"))
            .ShouldBeNull();
    }

    [Fact]
    public async Task Shared_signer_state_does_not_exist_64_signers_are_all_right()
    {
        const int each = 200;
        var exchange = new SignedExchange("s3");

        var wrong = await Task.WhenAll(Enumerable.Range(0, 64).Select(caller => Task.Run(() => Enumerable.Range(0, each).Count(call =>
        {
            var request = TestRequest.Get($"/bucket-{caller}/key-{call}", $"caller={caller}&call={call}", ("x-amz-meta-caller", $"{caller}"));
            return exchange.Verify(request.With(exchange.Sign(request, $"token-{caller}-{call}"))) is not null;
        }))));

        wrong.Sum().ShouldBe(0);
    }

    [Fact]
    public void Request_of_any_length_is_signed_right()
    {
        var exchange = new SignedExchange("s3");

        for (var length = 3500; length < 4200; length++)
        {
            var request = TestRequest.Get("/", "", ("x-amz-meta-long", new string('a', length)));
            exchange.Verify(request.With(exchange.Sign(request))).ShouldBeNull($"{length}");
        }
    }

    private static string Names(SignedRequestHeaders signed)
    {
        var start = signed.Authorization.IndexOf("SignedHeaders=", StringComparison.Ordinal) + 14;
        return signed.Authorization[start..signed.Authorization.IndexOf(',', start)];
    }

    private static string PathOf(string path, PathEncoding encoding)
    {
        var text = new CanonicalWriter(16);
        CanonicalPath.Append(ref text, path, encoding, PathForm.Canonical);
        var result = System.Text.Encoding.Latin1.GetString(text.Written);
        text.Dispose();
        return result;
    }

    private static string QueryOf(string query)
    {
        var text = new CanonicalWriter(16);
        CanonicalQuery.Append(ref text, query, presigned: false);
        var result = System.Text.Encoding.Latin1.GetString(text.Written);
        text.Dispose();
        return result;
    }
}
