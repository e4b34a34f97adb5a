using System.Security.Cryptography;
using Gateway.Signing;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Signing;

public sealed class HashCheckingStreamTests
{
    private static readonly byte[] Data = ChunkStreams.Data(10_000);
    private static readonly string Hash = Convert.ToHexStringLower(SHA256.HashData(Data));

    [Theory]
    [InlineData(true, 1)]
    [InlineData(true, 7)]
    [InlineData(true, 20_000)]
    [InlineData(false, 1)]
    [InlineData(false, 7)]
    [InlineData(false, 20_000)]
    public async Task Body_that_is_what_it_declares_passes(bool lengthKnown, int bufferSize)
    {
        var drained = await Drain.ReadAsync(new HashCheckingStream(new SlicedStream(Data, 3, 1, 500), Hash, lengthKnown ? Data.Length : null), bufferSize);

        drained.Rejection.ShouldBeNull();
        drained.Bytes.ShouldBe(Data);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Last_byte_of_a_body_with_another_hash_never_leaves(bool lengthKnown)
    {
        var other = Data.ToArray();
        other[0] ^= 1;

        var drained = await Drain.ReadAsync(new HashCheckingStream(new SlicedStream(other, 500), Hash, lengthKnown ? Data.Length : null));

        (drained.Rejection?.Code).ShouldBe(PayloadRejectedException.HashMismatch);
        drained.Bytes.Length.ShouldBeLessThan(Data.Length);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Empty_body_passes(bool lengthKnown)
    {
        var drained = await Drain.ReadAsync(new HashCheckingStream(new SlicedStream([]), PayloadHash.Empty, lengthKnown ? 0 : null));

        drained.Rejection.ShouldBeNull();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Empty_body_with_another_hash_is_refused(bool lengthKnown)
    {
        var drained = await Drain.ReadAsync(new HashCheckingStream(new SlicedStream([]), Hash, lengthKnown ? 0 : null));

        (drained.Rejection?.Code).ShouldBe(PayloadRejectedException.HashMismatch);
    }

    [Theory]
    [InlineData(9_999)]
    [InlineData(10_001)]
    public async Task Body_of_another_length_is_refused(int length)
    {
        var drained = await Drain.ReadAsync(new HashCheckingStream(new SlicedStream(Data, 333), Hash, length));

        (drained.Rejection?.Code).ShouldBe(PayloadRejectedException.Incomplete);
        drained.Bytes.Length.ShouldBeLessThanOrEqualTo(length);
    }

    [Fact]
    public async Task Rejected_body_stays_rejected()
    {
        var stream = new HashCheckingStream(new SlicedStream(Data), PayloadHash.Empty, Data.Length);
        await Drain.ReadAsync(stream, 20_000);

        ((await Drain.ReadAsync(stream)).Rejection?.Code).ShouldBe(PayloadRejectedException.HashMismatch);
    }

    [Fact]
    public async Task Cancellation_ends_a_read()
    {
        var stream = new HashCheckingStream(new SlicedStream(Data), Hash, Data.Length);

        await Should.ThrowAsync<OperationCanceledException>(() => Drain.ReadCancelledAsync(stream));
    }
}
