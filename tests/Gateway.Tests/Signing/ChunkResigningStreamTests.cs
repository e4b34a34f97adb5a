using System.Text;
using Gateway.Signing;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Signing;

public sealed class ChunkResigningStreamTests
{
    private const string Crc32C = "x-amz-checksum-crc32c";

    // The examples of https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html and sigv4-streaming-trailers.html.
    private const string DocumentedSecret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    [Fact]
    public async Task Documented_example_passes_unchanged_when_both_chains_begin_alike()
    {
        var body = Documented(
            "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648",
            "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497",
            "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9",
            "\r\n");
        var seed = ChunkStreams.Seed(DocumentedSecret, ChunkStreams.Timestamp, "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9");
        body.Length.ShouldBe(66824);

        var drained = await Drain.ReadAsync(new ChunkResigningStream(new SlicedStream(body), seed, seed, new AwsChunkedOptions { DecodedLength = 66560 }));

        drained.Rejection.ShouldBeNull();
        drained.Bytes.ShouldBe(body);
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n\r\n")]
    public async Task Documented_example_with_trailer_passes_unchanged_when_both_chains_begin_alike(string end)
    {
        var body = Documented(
            "b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2",
            "1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7",
            "2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992",
            $"x-amz-checksum-crc32c:sOO8/Q=={end}x-amz-trailer-signature:d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n\r\n");
        var seed = ChunkStreams.Seed(DocumentedSecret, ChunkStreams.Timestamp, "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e");
        var options = new AwsChunkedOptions { DecodedLength = 66560, TrailerNames = [Crc32C] };

        var drained = await Drain.ReadAsync(new ChunkResigningStream(new SlicedStream(body), seed, seed, options));

        drained.Rejection.ShouldBeNull();
        drained.Bytes.ShouldBe(body);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8192)]
    [InlineData(200_000)]
    public async Task Body_goes_on_signed_by_the_upstream_chain_in_the_same_length(int length)
    {
        var data = ChunkStreams.Data(length);
        var body = ChunkStreams.Client.Whole(data, 65_536);

        var drained = await Drain.ReadAsync(ChunkStreams.Resign(new SlicedStream(body), length));

        drained.Rejection.ShouldBeNull();
        drained.Bytes.ShouldBe(ChunkStreams.Upstream.Whole(data, 65_536));
    }

    [Fact]
    public async Task Chunk_of_the_largest_size_passes()
    {
        var data = ChunkStreams.Data(AwsChunkedOptions.MaxChunk);

        var drained = await Drain.ReadAsync(ChunkStreams.Resign(new SlicedStream(ChunkStreams.Client.Whole(data, data.Length)), data.Length));

        drained.Bytes.ShouldBe(ChunkStreams.Upstream.Whole(data, data.Length));
    }

    [Fact]
    public async Task Chunk_above_the_largest_size_is_refused_before_it_is_read()
    {
        var data = ChunkStreams.Data(AwsChunkedOptions.MaxChunk + 1);
        var source = new SlicedStream(ChunkStreams.Client.Whole(data, data.Length), 200);

        var drained = await Drain.ReadAsync(ChunkStreams.Resign(source, data.Length));

        (drained.Rejection?.Code).ShouldBe(PayloadRejectedException.ChunkTooLarge);
        source.Reads.ShouldBe(1);
    }

    [Fact]
    public async Task Nothing_of_a_chunk_leaves_before_its_signature_is_verified()
    {
        var body = ChunkStreams.Client.Whole(ChunkStreams.Data(20_000), 10_000);
        body[150] ^= 1;

        var drained = await Drain.ReadAsync(ChunkStreams.Resign(new SlicedStream(body, 1000), 20_000));

        (drained.Rejection?.Code).ShouldBe(PayloadRejectedException.SignatureMismatch);
        drained.Bytes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Chunks_in_another_order_are_refused()
    {
        var body = ChunkStreams.Client.Whole(ChunkStreams.Data(200), 100);
        var chunk = body.AsSpan(0, body.Length / 2);
        var first = chunk[..(2 + 17 + 64 + 2 + 100 + 2)].ToArray();
        byte[] swapped = [.. body[first.Length..(first.Length * 2)], .. first, .. body[(first.Length * 2)..]];

        var drained = await Drain.ReadAsync(ChunkStreams.Resign(new SlicedStream(swapped), 200));

        (drained.Rejection?.Code).ShouldBe(PayloadRejectedException.SignatureMismatch);
    }

    [Fact]
    public async Task Rejected_body_stays_rejected()
    {
        var body = ChunkStreams.Client.Whole(ChunkStreams.Data(100), 100);
        body[^10] ^= 1;
        var stream = ChunkStreams.Resign(new SlicedStream(body), 100);
        await Drain.ReadAsync(stream);

        var again = await Drain.ReadAsync(stream);

        (again.Rejection?.Code).ShouldBe(PayloadRejectedException.SignatureMismatch);
        again.Bytes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Cancellation_ends_a_read()
    {
        var stream = ChunkStreams.Resign(new SlicedStream(ChunkStreams.Client.Whole(ChunkStreams.Data(100), 100)), 100);

        await Should.ThrowAsync<OperationCanceledException>(() => Drain.ReadCancelledAsync(stream));
    }

    [Fact]
    public async Task Signature_of_the_trailer_that_is_wrong_is_refused()
    {
        var body = ChunkStreams.Client.Whole([], 1, Crc32C + ":AAAAAA==");
        body[^6] = body[^6] == (byte)'0' ? (byte)'1' : (byte)'0';

        var drained = await Drain.ReadAsync(ChunkStreams.Resign(new SlicedStream(body), 0, Crc32C));

        (drained.Rejection?.Code).ShouldBe(PayloadRejectedException.SignatureMismatch);
    }

    [Fact]
    public async Task Trailer_without_its_signature_is_refused()
    {
        var text = Encoding.Latin1.GetString(ChunkStreams.Client.Whole([], 1, Crc32C + ":AAAAAA=="));
        var body = Encoding.Latin1.GetBytes(text[..text.IndexOf("x-amz-trailer-signature", StringComparison.Ordinal)] + "\r\n");

        var drained = await Drain.ReadAsync(ChunkStreams.Resign(new SlicedStream(body), 0, Crc32C));

        (drained.Rejection?.Code).ShouldBe(PayloadRejectedException.MalformedTrailer);
    }

    [Fact]
    public async Task Trailer_after_its_signature_is_refused()
    {
        var text = Encoding.Latin1.GetString(ChunkStreams.Client.Whole([], 1, Crc32C + ":AAAAAA=="));

        var body = Encoding.Latin1.GetBytes(text[..^2] + "x-amz-checksum-sha1:x\r\n\r\n");

        var drained = await Drain.ReadAsync(ChunkStreams.Resign(new SlicedStream(body), 0, Crc32C, "x-amz-checksum-sha1"));

        (drained.Rejection?.Code).ShouldBe(PayloadRejectedException.MalformedTrailer);
    }

    [Fact]
    public async Task Trailer_of_a_body_without_one_is_refused()
    {
        var body = ChunkStreams.Client.Whole([], 1, Crc32C + ":AAAAAA==");

        var drained = await Drain.ReadAsync(ChunkStreams.Resign(new SlicedStream(body), 0));

        (drained.Rejection?.Code).ShouldBe(PayloadRejectedException.MalformedTrailer);
    }

    [Fact]
    public async Task Checksum_that_is_wrong_is_refused_though_it_is_signed()
    {
        var body = ChunkStreams.Client.Whole(ChunkStreams.Data(100), 100, Crc32C + ":AAAAAA==");

        var drained = await Drain.ReadAsync(ChunkStreams.Resign(new SlicedStream(body), 100, Crc32C));

        (drained.Rejection?.Code).ShouldBe(PayloadRejectedException.BadDigest);
    }

    private static byte[] Documented(string first, string second, string final, string trailer) => Encoding.ASCII.GetBytes(
        $"10000;chunk-signature={first}\r\n{new string('a', 65536)}\r\n400;chunk-signature={second}\r\n{new string('a', 1024)}\r\n0;chunk-signature={final}\r\n{trailer}");
}
