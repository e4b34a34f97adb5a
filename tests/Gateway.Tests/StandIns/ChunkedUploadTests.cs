using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using Gateway.Sandbox.Aws;
using Gateway.Sandbox.Aws.Payloads;
using Gateway.Sandbox.Aws.Verification;
using Shouldly;
using Xunit;

namespace Gateway.Tests.StandIns;

/// <summary>Framing of uploads: what the SDK sends passes, and each change of it does not.</summary>
public sealed class ChunkedUploadTests(CapturedCalls calls) : IClassFixture<CapturedCalls>
{
    [Fact]
    public Task A_changed_byte_of_data_is_refused() =>
        Refused(calls.SignedChunks.WithBody(b => b.Replace("\r\nxx", "\r\nxy", StringComparison.Ordinal)), VerificationFault.SignatureMismatch);

    [Fact]
    public Task A_changed_chunk_signature_is_refused() =>
        Refused(calls.SignedChunks.WithBody(b => Swap(b, "chunk-signature=")), VerificationFault.SignatureMismatch);

    [Fact]
    public Task A_changed_trailer_is_refused() =>
        Refused(calls.SignedChunks.WithBody(b => Swap(b, "x-amz-checksum-crc32:")), VerificationFault.SignatureMismatch);

    [Fact]
    public Task A_changed_trailer_signature_is_refused() =>
        Refused(calls.SignedChunks.WithBody(b => Swap(b, "x-amz-trailer-signature:")), VerificationFault.SignatureMismatch);

    [Fact]
    public Task A_missing_trailer_signature_is_refused() => Refused(
        calls.SignedChunks.WithBody(b => b[..b.IndexOf("x-amz-trailer-signature", StringComparison.Ordinal)] + "\r\n"), VerificationFault.SignatureMismatch);

    [Fact]
    public Task A_body_without_its_last_chunk_is_refused() => Refused(
        calls.SignedChunks.WithBody(b => b[..b.LastIndexOf("\r\n0;", StringComparison.Ordinal)] + "\r\n"), VerificationFault.MalformedChunk);

    [Fact]
    public Task A_body_cut_short_inside_a_chunk_is_refused() =>
        Refused(calls.SignedChunks.WithBody(b => b[..(b.Length / 2)]), VerificationFault.MalformedChunk);

    [Fact]
    public Task Bytes_after_the_end_are_refused() => Refused(calls.SignedChunks.WithBody(b => b + "x"), VerificationFault.MalformedChunk);

    [Fact]
    public async Task The_example_of_the_AWS_documentation_verifies()
    {
        var body = string.Concat(
            $"10000;chunk-signature=ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648\r\n{new string('a', 65536)}\r\n",
            $"400;chunk-signature=0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497\r\n{new string('a', 1024)}\r\n",
            "0;chunk-signature=b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9\r\n\r\n");
        var claim = new SignatureClaim
        {
            AccessKeyId = "AKIAIOSFODNN7EXAMPLE",
            Date = "20130524",
            Region = "us-east-1",
            Service = "s3",
            SignedHeaders = ["host"],
            Signature = "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9",
            Timestamp = "20130524T000000Z",
            Time = new DateTimeOffset(2013, 5, 24, 0, 0, 0, TimeSpan.Zero),
        };
        var key = StringToSign.SigningKey("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", claim);
        var seed = new VerifiedSignature(claim, new AwsCredential(claim.AccessKeyId, "", null, null), key);
        var kind = PayloadKind.Parse("STREAMING-AWS4-HMAC-SHA256-PAYLOAD")!.Value;

        var decoder = new ChunkDecoder(new WireReader(Pipe(body), TestContext.Current.CancellationToken), kind, seed);
        await decoder.DecodeAsync(new MemorySink(0));

        decoder.Length.ShouldBe(66560);
    }

    [Fact]
    public async Task An_unsigned_trailer_verifies() =>
        (await DecodeUnsignedAsync("9\r\n123456789\r\n0\r\nx-amz-checksum-crc32:y/Q5Jg==\r\n\r\n", "x-amz-checksum-crc32")).ShouldBe("123456789");

    [Theory]
    [InlineData("9\r\n123456780\r\n0\r\nx-amz-checksum-crc32:y/Q5Jg==\r\n\r\n", VerificationFault.ChecksumMismatch)]
    [InlineData("9\r\n123456789\r\n0\r\nx-amz-checksum-crc32c:4waSgw==\r\n\r\n", VerificationFault.MalformedTrailer)]
    [InlineData("9\r\n123456789\r\n0\r\n\r\n", VerificationFault.MalformedTrailer)]
    [InlineData("9\r\n123456789\r\n0\r\nx-amz-checksum-crc32 y/Q5Jg==\r\n\r\n", VerificationFault.MalformedTrailer)]
    [InlineData("8\r\n123456789\r\n0\r\nx-amz-checksum-crc32:y/Q5Jg==\r\n\r\n", VerificationFault.MalformedChunk)]
    [InlineData("a\r\n123456789\r\n0\r\nx-amz-checksum-crc32:y/Q5Jg==\r\n\r\n", VerificationFault.MalformedChunk)]
    [InlineData("9 \r\n123456789\r\n0\r\nx-amz-checksum-crc32:y/Q5Jg==\r\n\r\n", VerificationFault.MalformedChunk)]
    [InlineData("9;x=y\r\n123456789\r\n0\r\nx-amz-checksum-crc32:y/Q5Jg==\r\n\r\n", VerificationFault.MalformedChunk)]
    [InlineData("9\n123456789\n0\nx-amz-checksum-crc32:y/Q5Jg==\n\n", VerificationFault.MalformedChunk)]
    [InlineData("9\r\n123456789\r\n0\r\nx-amz-checksum-crc32:y/Q5Jg==\r\n", VerificationFault.MalformedChunk)]
    [InlineData("4\r\n1234\r\n5\r\n56789\r\n0\r\nx-amz-checksum-crc32:y/Q5Jg==\r\n\r\n", VerificationFault.ChunkTooSmall)]
    [InlineData("8\r\n12345678\r\n0\r\nx-amz-checksum-crc32:mu8oJg==\r\n\r\n", VerificationFault.DecodedLengthMismatch)]
    public async Task An_unsigned_body_that_is_not_as_announced_is_refused(string body, object fault) =>
        (await Should.ThrowAsync<VerificationException>(() => DecodeUnsignedAsync(body, "x-amz-checksum-crc32"))).Fault.ShouldBe((VerificationFault)fault);

    private static async Task<string> DecodeUnsignedAsync(string body, string trailer)
    {
        var request = new RawRequest("PUT", "/b/k", [new("x-amz-trailer", trailer), new("x-amz-decoded-content-length", "9")]);
        var claim = new SignatureClaim
        {
            AccessKeyId = "",
            Date = "",
            Region = "",
            Service = "s3",
            SignedHeaders = [],
            Signature = "",
            Timestamp = "",
            Time = default,
        };
        var signature = new VerifiedSignature(claim, new AwsCredential("", "", null, null), []);
        var sink = new MemorySink(100);
        var kind = PayloadKind.Parse("STREAMING-UNSIGNED-PAYLOAD-TRAILER")!.Value;
        await new PayloadReader(Pipe(body), request, signature, kind).ReadAsync(sink, TestContext.Current.CancellationToken);
        return Encoding.Latin1.GetString(sink.ToArray()!);
    }

    private static PipeReader Pipe(string body) => PipeReader.Create(new ReadOnlySequence<byte>(Encoding.Latin1.GetBytes(body)));

    /// <summary>Changes the first character after a mark.</summary>
    private static string Swap(string body, string mark)
    {
        var at = body.IndexOf(mark, StringComparison.Ordinal) + mark.Length;
        return string.Concat(body.AsSpan(0, at), (body[at] == '1' ? '2' : '1').ToString(CultureInfo.InvariantCulture), body.AsSpan(at + 1));
    }

    private static async Task Refused(CapturedCall call, VerificationFault fault) =>
        (await Should.ThrowAsync<VerificationException>(() => call.VerifyAsync())).Fault.ShouldBe(fault);
}
