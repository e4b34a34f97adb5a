using System.Security.Cryptography;

namespace Gateway.Signing;

/// <summary>
/// Passes a body through and lets its last bytes go only when length and SHA-256 of the whole are what was declared. Where the length is known that is the
/// last read; else one byte is held back until the body has ended.
/// </summary>
/// <param name="inner">The body as the client sends it.</param>
/// <param name="declaredSha256">64 lower-case hex digits.</param>
/// <param name="declaredLength">Content-Length; null where the client declared none.</param>
internal sealed class HashCheckingStream(Stream inner, string declaredSha256, long? declaredLength) : BodyStream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _single = new byte[1];
    private long _passed;
    private byte _held;
    private State _state = State.Begun;

    private enum State
    {
        Begun,
        Holding,
        Verified,
        Rejected,
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => _state switch
    {
        State.Verified => ValueTask.FromResult(0),
        State.Rejected => ValueTask.FromException<int>(Mismatch()),
        _ when buffer.IsEmpty => ValueTask.FromResult(0),
        _ => declaredLength is { } length ? ReadCountedAsync(buffer, length, cancellationToken) : ReadHoldingBackAsync(buffer, cancellationToken),
    };

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask<int> ReadCountedAsync(Memory<byte> buffer, long length, CancellationToken cancellationToken)
    {
        var count = await inner.ReadAsync(buffer, cancellationToken);
        _hash.AppendData(buffer.Span[..count]);
        _passed += count;
        if (_passed > length || (count == 0 && _passed < length))
        {
            _state = State.Rejected;
            throw new PayloadRejectedException(
                PayloadRejectedException.Incomplete, $"The body has not the number of bytes that Content-Length declares: {length} declared.");
        }

        if (_passed == length)
        {
            Verify();
        }

        return count;
    }

    private async ValueTask<int> ReadHoldingBackAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (_state == State.Begun)
        {
            if (await inner.ReadAsync(_single, cancellationToken) == 0)
            {
                Verify();
                return 0;
            }

            _hash.AppendData(_single);
            _held = _single[0];
            _state = State.Holding;
        }

        // The byte held goes first, so what comes now is read behind it, and its last byte is held in turn: nothing is copied.
        var behind = buffer.Length > 1 ? buffer[1..] : _single;
        var count = await inner.ReadAsync(behind, cancellationToken);
        buffer.Span[0] = _held;
        if (count == 0)
        {
            Verify();
            return 1;
        }

        _hash.AppendData(behind.Span[..count]);
        _held = behind.Span[count - 1];
        return count;
    }

    private void Verify()
    {
        Span<char> computed = stackalloc char[64];
        _ = Convert.TryToHexStringLower(_hash.GetHashAndReset(), computed, out _);
        if (!computed.SequenceEqual(declaredSha256))
        {
            _state = State.Rejected;
            throw Mismatch();
        }

        _state = State.Verified;
    }

    private static PayloadRejectedException Mismatch() => new(
        PayloadRejectedException.HashMismatch, "The provided 'x-amz-content-sha256' header does not match what was computed.");
}
