using Gateway.Signing;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Signing;

public sealed class PresignedQueryTests
{
    private const string Query =
        "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z"
        + "&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404";

    private static readonly DateTimeOffset Signed = new(2013, 5, 24, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Documented_example_verifies() => Verify(Query, Signed).ShouldBeNull();

    [Theory]
    [InlineData(-15 * 60)]
    [InlineData(86_400)]
    public void Request_verifies_at_the_ends_of_its_time(int seconds) => Verify(Query, Signed.AddSeconds(seconds)).ShouldBeNull();

    [Fact]
    public void Request_has_expired_a_second_later()
    {
        var error = Verify(Query, Signed.AddSeconds(86_401)).ShouldNotBeNull();

        error.CodeFor(SigV4Dialect.S3).ShouldBe("AccessDenied");
        error.Message.ShouldStartWith("Request has expired");
    }

    [Fact]
    public void Request_from_the_future_is_refused() => Verify(Query, Signed.AddSeconds(-901)).ShouldNotBeNull().Fault.ShouldBe(SigV4Fault.NotYetValid);

    [Theory]
    [InlineData("x-amz-meta-a")]
    [InlineData("X-Amz-Acl")]
    public void Unsigned_amz_header_is_refused(string name) =>
        Verify(Query, Signed, Request(Query).With(name, "value")).ShouldNotBeNull().Fault.ShouldBe(SigV4Fault.UnsignedHeader);

    [Theory]
    [InlineData("X-Amz-Expires=86400", "X-Amz-Expires=86401")]
    [InlineData("X-Amz-Expires=86400", "X-Amz-Expires=86400&x=y")]
    [InlineData("X-Amz-Expires=86400", "X-Amz-Expires=086400")]
    [InlineData("us-east-1", "us-east-2")]
    [InlineData("Signature=a", "Signature=b")]
    public void Changed_query_is_refused(string from, string to) =>
        Verify(Query.Replace(from, to, StringComparison.Ordinal), Signed).ShouldNotBeNull().Fault.ShouldBe(SigV4Fault.SignatureMismatch);

    [Theory]
    [InlineData("X-Amz-Expires=86400", "X-Amz-Expires=604801", "at most 604800")]
    [InlineData("X-Amz-Expires=86400", "X-Amz-Expires=0", "at least 1 second")]
    [InlineData("X-Amz-Expires=86400", "X-Amz-Expires=-5", "at least 1 second")]
    [InlineData("X-Amz-Expires=86400", "X-Amz-Expires=1d", "should be a number")]
    [InlineData("X-Amz-Expires=86400", "X-Amz-Expires=99999999999999999999", "should be a number")]
    [InlineData("&X-Amz-Expires=86400", "", "X-Amz-Expires")]
    [InlineData("X-Amz-Algorithm=AWS4-HMAC-SHA256&", "", "X-Amz-Algorithm")]
    [InlineData("&X-Amz-Date=20130524T000000Z", "", "X-Amz-Date")]
    [InlineData("&X-Amz-SignedHeaders=host", "", "X-Amz-SignedHeaders")]
    [InlineData("Date=20130524T000000Z", "Date=2013-05-24", "ISO8601")]
    [InlineData("SignedHeaders=host", "SignedHeaders=Host", "lower-case")]
    [InlineData("aws4_request", "aws4", "aws4_request")]
    [InlineData("604d404", "604d40", "64 lower-case hex digits")]
    [InlineData("&X-Amz-SignedHeaders", "&X-Amz-Date=20130524T000000Z&X-Amz-SignedHeaders", "X-Amz-Date must not be repeated")]
    [InlineData("&X-Amz-SignedHeaders", "&X%2DAmz-Signature=x&X-Amz-SignedHeaders", "X-Amz-Signature must not be repeated")]
    public void Malformed_query_is_refused(string from, string to, string word)
    {
        var error = SigV4Parser.Parse(Request(Query.Replace(from, to, StringComparison.Ordinal)).Signed).Error.ShouldNotBeNull();

        error.CodeFor(SigV4Dialect.S3).ShouldBe("AuthorizationQueryParametersError");
        error.Message.ShouldContain(word);
    }

    [Theory]
    [InlineData("AWSAccessKeyId=AKID&Expires=1&Signature=x", "SigV2")]
    [InlineData("AWSAccessKeyId=AKID&SignatureVersion=2&SignatureMethod=HmacSHA256&Signature=x", "SigV2")]
    [InlineData("X-Amz-Algorithm=AWS4-ECDSA-P256-SHA256&X-Amz-Signature=x", "SigV4a")]
    [InlineData("X-Amz-Algorithm=AWS4-HMAC-SHA1&X-Amz-Signature=x", "UnknownAlgorithm")]
    public void Other_algorithm_is_refused(string query, string fault) =>
        SigV4Parser.Parse(Request(query).Signed).Error.ShouldNotBeNull().Fault.ToString().ShouldBe(fault);

    [Fact]
    public void Host_that_is_not_signed_is_refused() =>
        SigV4Parser.Parse(Request(Query.Replace("SignedHeaders=host", "SignedHeaders=range", StringComparison.Ordinal)).Signed)
            .Error.ShouldNotBeNull().Fault.ShouldBe(SigV4Fault.UnsignedHeader);

    [Fact]
    public void Session_token_in_query_and_header_is_refused() =>
        SigV4Parser.Parse(Request(Query + "&X-Amz-Security-Token=a").With("X-Amz-Security-Token", "b").Signed)
            .Error.ShouldNotBeNull().Fault.ShouldBe(SigV4Fault.SeveralSignatures);

    [Fact]
    public void Session_token_and_payload_hash_are_read_from_the_query()
    {
        var signature = SigV4Parser.Parse(Request(Query + "&X-Amz-Security-Token=a%2Bb%2F%3D&X-Amz-Content-Sha256=UNSIGNED-PAYLOAD").Signed).Signature;

        signature.ShouldNotBeNull().SecurityToken.ShouldBe("a+b/=");
        signature.DeclaredPayloadHash.ShouldBe("UNSIGNED-PAYLOAD");
    }

    [Fact]
    public void Session_token_and_payload_hash_are_read_from_headers_too()
    {
        var request = Request(Query + "&X-Amz-Content-Sha256=UNSIGNED-PAYLOAD").With("X-Amz-Security-Token", "b").With("X-Amz-Content-Sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER");

        var signature = SigV4Parser.Parse(request.Signed).Signature;

        signature.ShouldNotBeNull().SecurityToken.ShouldBe("b");
        signature.DeclaredPayloadHash.ShouldBe("STREAMING-UNSIGNED-PAYLOAD-TRAILER");
    }

    [Fact]
    public void Request_without_expiry_to_another_service_than_S3_holds_a_quarter_of_an_hour()
    {
        var query = Query.Replace("%2Fs3%2F", "%2Fsts%2F", StringComparison.Ordinal).Replace("&X-Amz-Expires=86400", "", StringComparison.Ordinal);

        SigV4Parser.Parse(Request(query).Signed).Signature.ShouldNotBeNull().Expires.ShouldBe(TimeSpan.FromMinutes(15));
    }

    private static TestRequest Request(string query) =>
        new("GET", "/test.txt", query, [new("Host", "examplebucket.s3.amazonaws.com")], []);

    private static SigV4Error? Verify(string query, DateTimeOffset now, TestRequest? request = null)
    {
        request ??= Request(query);
        var signature = SigV4Parser.Parse(request.Signed).Signature.ShouldNotBeNull();
        return SigV4Verifier.Verify(
            request.Signed, signature, "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", PayloadHash.Unsigned, PathEncoding.Once, now, out _);
    }
}
