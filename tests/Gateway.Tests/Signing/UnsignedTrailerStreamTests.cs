using System.Text;
using Gateway.Signing;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Signing;

public sealed class UnsignedTrailerStreamTests
{
    private const string Sha256 = "x-amz-checksum-sha256";

    // The SHA-256 of nothing, in base64.
    private const string EmptySha256 = Sha256 + ":47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

    /// <summary>Each is a body whose two chunks shall hold "hello world", and the code it is refused with.</summary>
    public static TheoryData<string, string, string> Malformed => new()
    {
        { "size is no hex", "zz\r\nhello world\r\n0\r\n\r\n", PayloadRejectedException.InvalidRequest },
        { "size is empty", "\r\nhello world\r\n0\r\n\r\n", PayloadRejectedException.InvalidRequest },
        { "size is negative", "-b\r\nhello world\r\n0\r\n\r\n", PayloadRejectedException.InvalidRequest },
        { "size has a sign", "+b\r\nhello world\r\n0\r\n\r\n", PayloadRejectedException.InvalidRequest },
        { "size has a space before it", " b\r\nhello world\r\n0\r\n\r\n", PayloadRejectedException.InvalidRequest },
        { "size has 0x before it", "0xb\r\nhello world\r\n0\r\n\r\n", PayloadRejectedException.InvalidRequest },
        { "size has seventeen digits", "0000000000000000b\r\nhello world\r\n0\r\n\r\n", PayloadRejectedException.InvalidRequest },
        { "size overflows", "ffffffffffffffff\r\nhello world\r\n0\r\n\r\n", PayloadRejectedException.InvalidRequest },
        { "size is the largest", "7fffffffffffffff\r\nhello world\r\n0\r\n\r\n", PayloadRejectedException.Incomplete },
        { "chunk extension", "b;name=value\r\nhello world\r\n0\r\n\r\n", PayloadRejectedException.InvalidRequest },
        { "chunk signature in an unsigned body", $"b;chunk-signature={new string('a', 64)}\r\nhello world\r\n0\r\n\r\n", PayloadRejectedException.InvalidRequest },
        { "header without CR", "b\nhello world\r\n0\r\n\r\n", PayloadRejectedException.InvalidRequest },
        { "header without end", new string('0', 4096), PayloadRejectedException.InvalidRequest },
        { "data longer than its size", "a\r\nhello world\r\n0\r\n\r\n", PayloadRejectedException.InvalidRequest },
        { "data shorter than its size", "c\r\nhello world\r\n0\r\n\r\n", PayloadRejectedException.Incomplete },
        { "data without CRLF", "b\r\nhello world0\r\n\r\n", PayloadRejectedException.InvalidRequest },
        { "data with LF alone behind it", "b\r\nhello world\n0\r\n\r\n", PayloadRejectedException.InvalidRequest },
        { "fewer bytes than declared", "5\r\nhello\r\n0\r\n\r\n", PayloadRejectedException.Incomplete },
        { "more bytes than declared", "b\r\nhello world\r\n1\r\n!\r\n0\r\n\r\n", PayloadRejectedException.Incomplete },
        { "no final chunk", "b\r\nhello world\r\n", PayloadRejectedException.Incomplete },
        { "no empty line at the end", "b\r\nhello world\r\n0\r\n", PayloadRejectedException.Incomplete },
        { "garbage at the end", "b\r\nhello world\r\n0\r\n\r\nx", PayloadRejectedException.InvalidRequest },
        { "another chunk at the end", "b\r\nhello world\r\n0\r\n\r\n1\r\nx\r\n0\r\n\r\n", PayloadRejectedException.InvalidRequest },
        { "trailer that is not announced", "b\r\nhello world\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n", PayloadRejectedException.MalformedTrailer },
        { "trailer without colon", "b\r\nhello world\r\n0\r\nx-amz-checksum-crc32\r\n\r\n", PayloadRejectedException.MalformedTrailer },
        { "trailer without name", "b\r\nhello world\r\n0\r\n:AAAAAA==\r\n\r\n", PayloadRejectedException.MalformedTrailer },
        { "trailer line with LF alone", "b\r\nhello world\r\n0\r\nx:y\nz:w\r\n\r\n", PayloadRejectedException.MalformedTrailer },
        { "trailer without end", "b\r\nhello world\r\n0\r\nx:" + new string('y', 8192), PayloadRejectedException.MalformedTrailer },
        { "empty body", "", PayloadRejectedException.Incomplete },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task Malformed_body_is_refused(string name, string body, string code)
    {
        var drained = await Drain.ReadAsync(new UnsignedTrailerStream(Wire(body), new AwsChunkedOptions { DecodedLength = 11 }));

        (drained.Rejection?.Code).ShouldBe(code, name);
    }

    /// <summary>As minio-go writes them, and as AWS's own example of the text to sign has it.</summary>
    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n\r\n")]
    public async Task Trailer_may_end_with_a_line_feed_more(string end)
    {
        var body = $"0\r\n{EmptySha256}{end}\r\n";

        var drained = await Drain.ReadAsync(new UnsignedTrailerStream(Wire(body), new AwsChunkedOptions { DecodedLength = 0, TrailerNames = [Sha256] }));

        drained.Rejection.ShouldBeNull();
        Encoding.Latin1.GetString(drained.Bytes).ShouldBe(body);
    }

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task Final_chunk_of_a_malformed_body_never_leaves(string name, string body, string code)
    {
        var drained = await Drain.ReadAsync(new UnsignedTrailerStream(Wire(body), new AwsChunkedOptions { DecodedLength = 11 }));

        Encoding.ASCII.GetString(drained.Bytes).ShouldNotContain("0\r\n", customMessage: $"{name} {code}");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(300_000)]
    public async Task Body_passes_as_it_came(int length)
    {
        var body = ChunkedBody.Unsigned(ChunkStreams.Data(length), 70_000);

        var drained = await Drain.ReadAsync(new UnsignedTrailerStream(new SlicedStream(body), new AwsChunkedOptions { DecodedLength = length }));

        drained.Rejection.ShouldBeNull();
        drained.Bytes.ShouldBe(body);
    }

    [Fact]
    public async Task Trailer_with_blanks_and_capitals_passes_as_it_came()
    {
        var body = Encoding.ASCII.GetBytes($"0\r\n{Sha256.ToUpperInvariant()}: {EmptySha256[(Sha256.Length + 1)..]}\r\n\r\n");

        var drained = await Drain.ReadAsync(new UnsignedTrailerStream(new SlicedStream(body), WithSha256(0)));

        drained.Bytes.ShouldBe(body);
    }

    [Fact]
    public async Task Announced_trailer_that_is_missing_is_refused()
    {
        var drained = await Drain.ReadAsync(new UnsignedTrailerStream(Wire("0\r\n\r\n"), WithSha256(0)));

        (drained.Rejection?.Code).ShouldBe(PayloadRejectedException.MalformedTrailer);
    }

    [Fact]
    public async Task Trailer_that_stands_twice_is_refused()
    {
        var drained = await Drain.ReadAsync(new UnsignedTrailerStream(Wire($"0\r\n{EmptySha256}\r\n{EmptySha256}\r\n\r\n"), WithSha256(0)));

        (drained.Rejection?.Code).ShouldBe(PayloadRejectedException.MalformedTrailer);
    }

    [Fact]
    public async Task Checksum_of_other_data_is_refused()
    {
        var drained = await Drain.ReadAsync(new UnsignedTrailerStream(Wire($"1\r\nx\r\n0\r\n{EmptySha256}\r\n\r\n"), WithSha256(1)));

        (drained.Rejection?.Code).ShouldBe(PayloadRejectedException.BadDigest);
    }

    [Fact]
    public async Task Data_passes_before_its_chunk_is_whole_but_for_its_last_byte()
    {
        var stream = new UnsignedTrailerStream(Wire("b\r\nhello"), new AwsChunkedOptions { DecodedLength = 11 });
        var buffer = new byte[100];

        var count = await stream.ReadAsync(buffer, TestContext.Current.CancellationToken);
        count += await stream.ReadAsync(buffer.AsMemory(count), TestContext.Current.CancellationToken);

        Encoding.ASCII.GetString(buffer, 0, count).ShouldBe("b\r\nhell");
    }

    private static AwsChunkedOptions WithSha256(long length) => new() { DecodedLength = length, TrailerNames = [Sha256] };

    private static SlicedStream Wire(string text) => new(Encoding.ASCII.GetBytes(text));
}
