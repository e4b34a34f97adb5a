using System.Text;
using FsCheck.Xunit;
using Gateway.Signing;
using Shouldly;

namespace Gateway.Tests.Signing;

/// <summary>What holds for any request and any body, however it arrives.</summary>
public sealed class SigningProperties
{
    private const string Crc32 = "x-amz-checksum-crc32";

    [Property(MaxTest = 500)]
    public bool Signed_request_verifies_whatever_it_is(bool s3, byte[] path, byte[] query, byte[] value, byte[] body)
    {
        var exchange = new SignedExchange(s3 ? "s3" : "execute-api");
        var request = Request(path, query, value, body);

        return exchange.Verify(request.With(exchange.Sign(request))) is null;
    }

    [Property(MaxTest = 500)]
    public bool Request_with_one_thing_changed_is_refused(bool s3, byte[] path, byte[] query, byte[] value, byte[] body, byte component)
    {
        var exchange = new SignedExchange(s3 ? "s3" : "execute-api");
        var request = Request(path, query, value, body);
        var signed = request.With(exchange.Sign(request));
        var changed = (component % 7) switch
        {
            0 => signed with { Method = signed.Method + "X" },
            1 => signed with { Path = signed.Path + "x" },
            2 => signed with { Query = signed.Query + "&x=y" },
            3 => signed.Replace("x-amz-meta-value", signed.Header("x-amz-meta-value") + "x"),
            4 => signed.Replace("Host", "example.org"),
            5 => signed.With("x-amz-added", "x"),
            _ => signed.Replace("X-Amz-Date", "20261124T120001Z"),
        };

        return exchange.Verify(changed) is not null;
    }

    [Property(MaxTest = 300)]
    public bool Hostile_authorization_is_answered_with_an_error(byte[] tail, bool query)
    {
        var text = Encoding.Latin1.GetString(tail);
        var request = query
            ? TestRequest.Get("/", "X-Amz-Algorithm=AWS4-HMAC-SHA256&" + text)
            : TestRequest.Get("/", "", ("Authorization", "AWS4-HMAC-SHA256 " + text));

        return SigV4Parser.Parse(request.Signed).Signature is null;
    }

    [Property(MaxTest = 200)]
    public async Task Signed_chunks_come_out_alike_however_they_arrive(byte[] data, byte chunk, int[] pieces, byte buffer)
    {
        var chunkSize = Math.Max(1, (int)chunk);
        var body = ChunkStreams.Client.Whole(data, chunkSize);

        var drained = await Drain.ReadAsync(ChunkStreams.Resign(new SlicedStream(body, Sizes(pieces)), data.Length), Math.Max(1, (int)buffer));

        drained.Rejection.ShouldBeNull();
        drained.Bytes.ShouldBe(ChunkStreams.Upstream.Whole(data, chunkSize));
    }

    [Property(MaxTest = 200)]
    public async Task Unsigned_chunks_pass_as_they_came_however_they_arrive(byte[] data, byte chunk, int[] pieces, byte buffer)
    {
        var body = ChunkedBody.Unsigned(data, Math.Max(1, (int)chunk), $"{Crc32}:{ChecksumOf(data)}");
        var options = new AwsChunkedOptions { DecodedLength = data.Length, TrailerNames = [Crc32] };

        var drained = await Drain.ReadAsync(new UnsignedTrailerStream(new SlicedStream(body, Sizes(pieces)), options), Math.Max(1, (int)buffer));

        drained.Rejection.ShouldBeNull();
        drained.Bytes.ShouldBe(body);
    }

    [Property(MaxTest = 1000)]
    public async Task Flipped_byte_is_refused_and_the_final_chunk_never_leaves(byte[] data, byte chunk, int position, byte mask)
    {
        var chunkSize = Math.Max(1, (int)chunk);
        var trailer = $"{Crc32}:{ChecksumOf(data)}";
        var body = ChunkStreams.Client.Whole(data, chunkSize, trailer);
        var at = (int)((uint)position % (uint)body.Length);

        // A size in capitals is the same size, and a trailer's name in capitals the same name.
        body[at] ^= mask is 0 or 0x20 ? (byte)1 : mask;

        var drained = await Drain.ReadAsync(ChunkStreams.Resign(new SlicedStream(body, 7, 100), data.Length, Crc32));

        drained.Rejection.ShouldNotBeNull();
        var whole = ChunkStreams.Upstream.Whole(data, chunkSize, trailer);
        drained.Bytes.Length.ShouldBeLessThanOrEqualTo(whole.AsSpan().LastIndexOf("0;chunk-signature="u8));
        whole.AsSpan().StartsWith(drained.Bytes).ShouldBeTrue();
    }

    [Property(MaxTest = 500)]
    public async Task Body_cut_short_is_refused_and_the_final_chunk_never_leaves(byte[] data, byte chunk, int position, bool resign)
    {
        var chunkSize = Math.Max(1, (int)chunk);
        var body = resign ? ChunkStreams.Client.Whole(data, chunkSize) : ChunkedBody.Unsigned(data, chunkSize);
        var cut = new SlicedStream(body[..(int)((uint)position % (uint)body.Length)], 7, 100);

        var drained = await Drain.ReadAsync(
            resign ? ChunkStreams.Resign(cut, data.Length) : new UnsignedTrailerStream(cut, new AwsChunkedOptions { DecodedLength = data.Length }));

        (drained.Rejection?.Code).ShouldBe(PayloadRejectedException.Incomplete);
        drained.Bytes.Length.ShouldBeLessThanOrEqualTo(body.Length - (resign ? "0;chunk-signature=".Length + 64 + 4 : 5));
    }

    [Property(MaxTest = 300)]
    public async Task Body_with_a_flipped_byte_fails_its_declared_hash(byte[] data, int position, byte mask, bool lengthKnown)
    {
        byte[] body = [.. data, 0];
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(body));
        body[(int)((uint)position % (uint)body.Length)] ^= mask == 0 ? (byte)1 : mask;

        var drained = await Drain.ReadAsync(new HashCheckingStream(new SlicedStream(body, 3), hash, lengthKnown ? body.Length : null));

        (drained.Rejection?.Code).ShouldBe(PayloadRejectedException.HashMismatch);
        drained.Bytes.Length.ShouldBeLessThan(body.Length);
    }

    private static TestRequest Request(byte[] path, byte[] query, byte[] value, byte[] body) => new(
        "POST",
        "/" + Encoding.Latin1.GetString(path),
        Encoding.Latin1.GetString(query).Replace("X-Amz", "", StringComparison.OrdinalIgnoreCase),
        [new("Host", "example.com"), new("X-Amz-Meta-Value", Encoding.Latin1.GetString(value)), new("X-Amz-Meta-Twice", "1"), new("x-amz-meta-twice", "2")],
        body);

    private static int[] Sizes(int[] pieces) => [.. pieces.Select(piece => Math.Abs(piece % 300))];

    private static string ChecksumOf(byte[] data)
    {
        using var checksum = TrailerChecksum.Create(Crc32)!;
        checksum.Append(data);
        return checksum.ToBase64();
    }
}
