using Gateway.Signing;
using Microsoft.Extensions.Primitives;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Signing;

public sealed class AwsChunkedOptionsTests
{
    [Fact]
    public void Headers_of_a_body_with_trailers_are_read()
    {
        AwsChunkedOptions.TryRead(
            PayloadKind.StreamingSignedTrailer,
            [new("X-Amz-Decoded-Content-Length", "66560"), new("x-amz-trailer", new StringValues(["x-amz-checksum-CRC32", "x-amz-checksum-sha1"]))],
            out var options,
            out _).ShouldBeTrue();

        options.DecodedLength.ShouldBe(66560);
        options.TrailerNames.ShouldBe(["x-amz-checksum-crc32", "x-amz-checksum-sha1"]);
    }

    [Theory]
    [InlineData("STREAMING-AWS4-HMAC-SHA256-PAYLOAD", null, null)]
    [InlineData("STREAMING-AWS4-HMAC-SHA256-PAYLOAD", "", null)]
    [InlineData("STREAMING-AWS4-HMAC-SHA256-PAYLOAD", "-1", null)]
    [InlineData("STREAMING-AWS4-HMAC-SHA256-PAYLOAD", "1e3", null)]
    [InlineData("STREAMING-AWS4-HMAC-SHA256-PAYLOAD", "99999999999999999999", null)]
    [InlineData("STREAMING-AWS4-HMAC-SHA256-PAYLOAD", "10", "x-amz-checksum-crc32")]
    [InlineData("STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER", "10", null)]
    [InlineData("STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER", "10", "x-amz-acl")]
    [InlineData("STREAMING-UNSIGNED-PAYLOAD-TRAILER", "10", "x-amz-checksum-crc32,x-amz-checksum-crc32")]
    public void Headers_that_describe_no_body_are_refused(string sha256, string? length, string? trailer)
    {
        List<KeyValuePair<string, StringValues>> headers = [];
        if (length is not null)
        {
            headers.Add(new("x-amz-decoded-content-length", length));
        }

        if (trailer is not null)
        {
            headers.Add(new("x-amz-trailer", trailer));
        }

        AwsChunkedOptions.TryRead(PayloadHash.Parse(sha256), headers, out _, out var problem).ShouldBeFalse();
        problem.ShouldStartWith(length is "10" ? "" : "A body in chunks needs x-amz-decoded-content-length");
    }

    [Theory]
    [InlineData("x-amz-checksum-")]
    [InlineData("x-amz-checksum-crc 32")]
    [InlineData("x-amz-checksum-crc-32")]
    [InlineData("x-amz-checksum-crc32:a")]
    [InlineData("x-amz-checksum-crc32\u0007")]
    [InlineData("x-amz-checksum-\u001b[31m")]
    [InlineData("x-amz-checksum-crc32\u0085x")]
    [InlineData("x-amz-chec\u212asum-crc32")]
    [InlineData("x-amz-checksum-crc32,x-amz-checksum-CRC32")]
    public void Trailer_that_is_no_checksums_name_is_refused_and_not_repeated_in_the_words(string name)
    {
        AwsChunkedOptions.TryRead(
            PayloadKind.StreamingUnsignedTrailer, [new("x-amz-decoded-content-length", "10"), new("x-amz-trailer", name)], out _, out var problem).ShouldBeFalse();

        problem.ShouldBe("The value specified in the x-amz-trailer header is not supported: it must name x-amz-checksum-… trailers, each once.");
    }

    [Theory]
    [InlineData(null, PayloadKind.Undeclared)]
    [InlineData(PayloadHash.Empty, PayloadKind.Hashed)]
    [InlineData("UNSIGNED-PAYLOAD", PayloadKind.Unsigned)]
    [InlineData("STREAMING-UNSIGNED-PAYLOAD-TRAILER", PayloadKind.StreamingUnsignedTrailer)]
    [InlineData("STREAMING-AWS4-HMAC-SHA256-PAYLOAD", PayloadKind.StreamingSigned)]
    [InlineData("STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER", PayloadKind.StreamingSignedTrailer)]
    [InlineData("STREAMING-AWS4-HMAC-SHA256-EVENTS", PayloadKind.StreamingEvents)]
    [InlineData("STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD", PayloadKind.StreamingSigV4a)]
    [InlineData("STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER", PayloadKind.StreamingSigV4a)]
    [InlineData("", PayloadKind.Invalid)]
    [InlineData("unsigned-payload", PayloadKind.Invalid)]
    [InlineData("E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855", PayloadKind.Invalid)]
    [InlineData("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85", PayloadKind.Invalid)]
    public void Declared_payload_has_its_kind(string? declared, object kind) => PayloadHash.Parse(declared).ShouldBe((PayloadKind)kind);
}
