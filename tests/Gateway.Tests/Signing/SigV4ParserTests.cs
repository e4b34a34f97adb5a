using Gateway.Signing;
using Microsoft.Extensions.Primitives;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Signing;

public sealed class SigV4ParserTests
{
    private const string Credential = "Credential=AKID/20150830/us-east-1/s3/aws4_request";
    private const string SignedHeaders = "SignedHeaders=host;x-amz-date";
    private const string Signature = "Signature=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private const string Header = $"AWS4-HMAC-SHA256 {Credential}, {SignedHeaders}, {Signature}";

    /// <summary>A name, an Authorization header, the fault, S3's code, and a word of the message.</summary>
    public static TheoryData<string, string, object, string, string> Malformed => new()
    {
        { "Bearer", "Bearer abc", SigV4Fault.NotSigned, "AccessDenied", "not signed" },
        { "SigV2", "AWS AKID:c2ln", SigV4Fault.SigV2, "InvalidRequest", "s3v4" },
        { "SigV4a", Header.Replace("HMAC", "ECDSA-P256", StringComparison.Ordinal), SigV4Fault.SigV4a, "InvalidRequest", "AWS_AUTH_SCHEME_PREFERENCE=sigv4" },
        { "unknown algorithm", Header.Replace("SHA256", "SHA512", StringComparison.Ordinal), SigV4Fault.UnknownAlgorithm, "InvalidRequest", "AWS4-HMAC-SHA256" },
        { "algorithm alone", "AWS4-HMAC-SHA256", SigV4Fault.MalformedAuthorization, "AuthorizationHeaderMalformed", "Credential" },
        { "algorithm and a space", "AWS4-HMAC-SHA256 ", SigV4Fault.MalformedAuthorization, "AuthorizationHeaderMalformed", "Credential" },
        { "no credential", $"AWS4-HMAC-SHA256 {SignedHeaders}, {Signature}", SigV4Fault.MalformedAuthorization, "AuthorizationHeaderMalformed", "no Credential" },
        { "no signed headers", $"AWS4-HMAC-SHA256 {Credential}, {Signature}", SigV4Fault.MalformedAuthorization, "AuthorizationHeaderMalformed", "no SignedHeaders" },
        { "no signature", $"AWS4-HMAC-SHA256 {Credential}, {SignedHeaders}", SigV4Fault.MalformedAuthorization, "AuthorizationHeaderMalformed", "no Signature" },
        { "credential twice", $"{Header}, {Credential}", SigV4Fault.MalformedAuthorization, "AuthorizationHeaderMalformed", "each once" },
        { "signature twice", $"{Header}, {Signature}", SigV4Fault.MalformedAuthorization, "AuthorizationHeaderMalformed", "each once" },
        { "unknown part", "AWS4-HMAC-SHA256 Nonce=1, " + Header[17..], SigV4Fault.MalformedAuthorization, "AuthorizationHeaderMalformed", "each once" },
        { "no commas", Header.Replace(",", "", StringComparison.Ordinal), SigV4Fault.MalformedAuthorization, "AuthorizationHeaderMalformed", "no SignedHeaders" },
        { "credential of four parts", Header.Replace("AKID/", "", StringComparison.Ordinal), SigV4Fault.MalformedAuthorization, "AuthorizationHeaderMalformed", "<access key id>/<date>" },
        { "credential with another end", Header.Replace("aws4_request", "aws5_request", StringComparison.Ordinal), SigV4Fault.MalformedAuthorization, "AuthorizationHeaderMalformed", "aws4_request" },
        { "credential with a bad date", Header.Replace("20150830", "2015083x", StringComparison.Ordinal), SigV4Fault.MalformedAuthorization, "AuthorizationHeaderMalformed", "yyyyMMdd" },
        { "credential without region", Header.Replace("us-east-1", "", StringComparison.Ordinal), SigV4Fault.MalformedAuthorization, "AuthorizationHeaderMalformed", "<region>" },
        { "credential with a long region", Header.Replace("us-east-1", new string('r', 65), StringComparison.Ordinal), SigV4Fault.MalformedAuthorization, "AuthorizationHeaderMalformed", "1 to 64" },
        { "credential with a long service", Header.Replace("/s3/", $"/{new string('s', 65)}/", StringComparison.Ordinal), SigV4Fault.MalformedAuthorization, "AuthorizationHeaderMalformed", "1 to 64" },
        { "credential with a strange region", Header.Replace("us-east-1", "us east 1", StringComparison.Ordinal), SigV4Fault.MalformedAuthorization, "AuthorizationHeaderMalformed", "letters, digits" },
        { "credential with a strange service", Header.Replace("/s3/", "/s3\u00e9/", StringComparison.Ordinal), SigV4Fault.MalformedAuthorization, "AuthorizationHeaderMalformed", "letters, digits" },
        { "too many signed headers", Header.Replace("host;", "host;" + string.Join(';', Enumerable.Range(0, 15_000)) + ";", StringComparison.Ordinal), SigV4Fault.MalformedAuthorization, "AuthorizationHeaderMalformed", "at most 256" },
        { "signature too short", Header[..^1], SigV4Fault.MalformedAuthorization, "AuthorizationHeaderMalformed", "64 lower-case hex digits" },
        { "signature not hex", Header[..^1] + "g", SigV4Fault.MalformedAuthorization, "AuthorizationHeaderMalformed", "64 lower-case hex digits" },
        { "signature in capitals", Header[..^1] + "F", SigV4Fault.MalformedAuthorization, "AuthorizationHeaderMalformed", "64 lower-case hex digits" },
        { "signed headers in capitals", Header.Replace("host;", "Host;", StringComparison.Ordinal), SigV4Fault.MalformedAuthorization, "AuthorizationHeaderMalformed", "lower-case" },
        { "signed header twice", Header.Replace("host;", "host;host;", StringComparison.Ordinal), SigV4Fault.MalformedAuthorization, "AuthorizationHeaderMalformed", "twice" },
        { "empty signed header", Header.Replace("host;", "host;;", StringComparison.Ordinal), SigV4Fault.MalformedAuthorization, "AuthorizationHeaderMalformed", "semicolons" },
        { "host not signed", Header.Replace("host;", "", StringComparison.Ordinal), SigV4Fault.UnsignedHeader, "AccessDenied", "host" },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void Malformed_authorization_is_refused(string name, string authorization, object fault, string s3Code, string word)
    {
        var request = TestRequest.Get("/", "", ("X-Amz-Date", "20150830T123600Z"), ("Authorization", authorization));

        var error = SigV4Parser.Parse(request.Signed).Error.ShouldNotBeNull(name);

        error.Fault.ShouldBe((SigV4Fault)fault);
        error.CodeFor(SigV4Dialect.S3).ShouldBe(s3Code);
        error.Message.ShouldContain(word);
    }

    [Theory]
    [InlineData(SignedHeaders + "," + Signature + "," + Credential)]
    [InlineData(Credential + ",\t" + SignedHeaders + " , " + Signature + " ")]
    public void Parts_may_come_in_any_order_and_spacing(string parts)
    {
        var parsed = SigV4Parser.Parse(TestRequest.Get("/", "", ("X-Amz-Date", "20150830T123600Z"), ("Authorization", "AWS4-HMAC-SHA256 " + parts)).Signed);

        parsed.Signature.ShouldNotBeNull().AccessKeyId.ShouldBe("AKID");
    }

    [Theory]
    [InlineData("arn:aws:iam::111122223333:role/Legacy")]
    [InlineData("arn:aws:iam::111122223333:role/team/a,b=c@d")]
    public void Access_key_id_may_be_a_role_ARN(string id)
    {
        var request = TestRequest.Get(
            "/", "", ("X-Amz-Date", "20150830T123600Z"), ("Authorization", Header.Replace("AKID", id, StringComparison.Ordinal)));

        SigV4Parser.Parse(request.Signed).Signature.ShouldNotBeNull().AccessKeyId.ShouldBe(id);
    }

    [Fact]
    public void Everything_that_the_headers_say_is_read()
    {
        var request = TestRequest.Get(
            "/", "", ("x-amz-date", "20150830T123600Z"), ("authorization", Header), ("X-Amz-Security-Token", "token"), ("X-Amz-Content-SHA256", "UNSIGNED-PAYLOAD"));

        var signature = SigV4Parser.Parse(request.Signed).Signature.ShouldNotBeNull();

        signature.Scope.ShouldBe(new CredentialScope("20150830", "us-east-1", "s3"));
        signature.Timestamp.ShouldBe(AwsTestSuite.Now);
        signature.TimestampText.ShouldBe("20150830T123600Z");
        signature.SignedHeaders.ToString().ShouldBe("host;x-amz-date");
        signature.SecurityToken.ShouldBe("token");
        signature.DeclaredPayloadHash.ShouldBe("UNSIGNED-PAYLOAD");
        signature.IsPresigned.ShouldBeFalse();
        signature.ToString().ShouldNotContain("token");
    }

    [Fact]
    public void Two_authorization_headers_are_refused()
    {
        var request = TestRequest.Get("/", "", ("X-Amz-Date", "20150830T123600Z")).With("Authorization", new StringValues([Header, Header]));

        SigV4Parser.Parse(request.Signed).Error.ShouldNotBeNull().Fault.ShouldBe(SigV4Fault.SeveralSignatures);
    }

    [Theory]
    [InlineData(Header)]
    [InlineData("Bearer abc")]
    public void Header_and_query_together_are_refused(string authorization)
    {
        var request = TestRequest.Get("/", "X-Amz-Signature=00", ("X-Amz-Date", "20150830T123600Z"), ("Authorization", authorization));

        SigV4Parser.Parse(request.Signed).Error.ShouldNotBeNull().CodeFor(SigV4Dialect.S3).ShouldBe("InvalidArgument");
    }

    [Theory]
    [InlineData("x-amz-date", "20150830T123600Z")]
    [InlineData("X-Amz-Security-Token", "token")]
    [InlineData("x-amz-content-sha256", "UNSIGNED-PAYLOAD")]
    [InlineData("host", "example.amazonaws.com")]
    public void Repeated_header_that_must_stand_once_is_refused(string name, string value)
    {
        var request = TestRequest.Get("/", "", ("X-Amz-Date", "20150830T123600Z"), ("Authorization", Header))
            .Without(name).With(name, value).With(name, value);

        SigV4Parser.Parse(request.Signed).Error.ShouldNotBeNull().Message.ShouldContain("must not be repeated");
    }

    [Theory]
    [InlineData("2015-08-30T12:36:00Z")]
    [InlineData("20150830T123600")]
    [InlineData("20150830T126000Z")]
    [InlineData("20150231T123600Z")]
    [InlineData("20150830T123600+0000")]
    [InlineData("")]
    public void Bad_date_is_refused(string date)
    {
        var error = SigV4Parser.Parse(TestRequest.Get("/", "", ("X-Amz-Date", date), ("Authorization", Header)).Signed).Error;

        error.ShouldNotBeNull().Fault.ShouldBe(SigV4Fault.BadDate);
        error.ShouldNotBeNull().Message.ShouldContain("yyyyMMddTHHmmssZ");
    }

    [Theory]
    [InlineData("Sun, 30 Aug 2015 12:36:00 GMT")]
    [InlineData("20150830T123600Z")]
    public void Signed_Date_header_stands_in_for_a_missing_one(string date)
    {
        var header = Header.Replace("host;x-amz-date", "date;host", StringComparison.Ordinal);

        var parsed = SigV4Parser.Parse(TestRequest.Get("/", "", ("Date", date), ("Authorization", header)).Signed);

        parsed.Signature.ShouldNotBeNull().TimestampText.ShouldBe("20150830T123600Z");
    }

    [Theory]
    [InlineData(null, "send X-Amz-Date")]
    [InlineData("Sun, 30 Aug 2015 12:36:00 GMT", "its Date header is not signed")]
    public void Missing_date_is_refused(string? date, string word)
    {
        var request = TestRequest.Get("/", "", ("Authorization", Header));

        SigV4Parser.Parse((date is null ? request : request.With("Date", date)).Signed).Error.ShouldNotBeNull().Message.ShouldContain(word);
    }

    [Fact]
    public void Date_header_that_is_no_date_is_refused()
    {
        var header = Header.Replace("host;x-amz-date", "date;host", StringComparison.Ordinal);

        SigV4Parser.Parse(TestRequest.Get("/", "", ("Date", "yesterday"), ("Authorization", header)).Signed).Error.ShouldNotBeNull().Fault.ShouldBe(SigV4Fault.BadDate);
    }

    [Theory]
    [InlineData(Header, "", true)]
    [InlineData("AWS AKID:c2ln", "", true)]
    [InlineData("AWS4-HMAC-SHA512 x", "", true)]
    [InlineData("Bearer abc", "", false)]
    [InlineData("AWSome", "", false)]
    [InlineData(null, "X-Amz-Algorithm=AWS4-HMAC-SHA256", true)]
    [InlineData(null, "X%2DAmz%2dSignature=1", true)]
    [InlineData(null, "AWSAccessKeyId=AKID&Signature=x", true)]
    [InlineData(null, "prefix=X-Amz-Signature", false)]
    [InlineData(null, "", false)]
    public void Presence_of_a_signature_is_seen_whatever_its_form(string? authorization, string query, bool expected)
    {
        SigV4Parser.IsPresent(authorization, query).ShouldBe(expected);
    }
}
