using System.Buffers;

namespace Gateway.Signing;

/// <summary>
/// An aws-chunked body that is checked while it passes, byte for byte but for the signatures. What belongs to the final chunk never leaves before framing,
/// lengths, signatures, checksums and the end of the body have all been seen to be right.
/// </summary>
/// <remarks>
/// One pooled buffer: [start, ready) may go out, [ready, position) is checked and held, [position, end) is still to be read. Its size is bounded by the
/// largest signed chunk; unsigned data is never held. The buffer goes back to the pool at the end of the body; that of a body given up is left to the
/// garbage collector, because a read into it may be under way.
/// </remarks>
internal abstract class AwsChunkedStream : BodyStream
{
    private const int UsualBuffer = 64 * 1024;
    private const int MaxTrailer = 4 * 1024;

    private readonly Stream _inner;
    private readonly AwsChunkedOptions _options;
    private readonly ChunkResigner? _resigner;
    private readonly TrailerChecksum[] _checksums;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(UsualBuffer);
    private int _start;
    private int _ready;
    private int _position;
    private int _end;
    private int _chunkSignature;
    private long _remaining;
    private long _decoded;
    private Expected _expected = Expected.Header;
    private PayloadRejectedException? _rejection;

    protected AwsChunkedStream(Stream inner, AwsChunkedOptions options, ChunkResigner? resigner)
    {
        _inner = inner;
        _options = options;
        _resigner = resigner;
        _checksums = [.. options.TrailerNames.Select(TrailerChecksum.Create).OfType<TrailerChecksum>()];
    }

    private enum Expected
    {
        Header,
        Data,
        DataEnd,
        Trailer,
        EndOfBody,
        Nothing,
    }

    private ReadOnlySpan<byte> Unread => _buffer.AsSpan(_position.._end);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        while (_ready == _start)
        {
            if (_rejection is not null)
            {
                throw new PayloadRejectedException(_rejection.Code, _rejection.Message);
            }

            if (_expected == Expected.Nothing)
            {
                ReturnBuffer();
                return 0;
            }

            if (!Advance())
            {
                await FillAsync(cancellationToken);
            }
        }

        var count = Math.Min(buffer.Length, _ready - _start);
        _buffer.AsSpan(_start, count).CopyTo(buffer.Span);
        _start += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var checksum in _checksums)
            {
                checksum.Dispose();
            }
        }

        base.Dispose(disposing);
    }

    /// <summary>Checks the next piece. False: more bytes are needed first.</summary>
    private bool Advance() => _expected switch
    {
        Expected.Header => TakeHeader(),
        Expected.Data => _resigner is null ? TakeData() : TakeSignedChunk(_resigner),
        Expected.DataEnd => TakeDataEnd(),
        Expected.Trailer => TakeTrailer(),
        _ => TakeEnd(),
    };

    private bool TakeHeader()
    {
        var newline = Unread[..Math.Min(Unread.Length, ChunkHeader.MaxLength)].IndexOf((byte)'\n');
        if (newline < 0)
        {
            return Unread.Length < ChunkHeader.MaxLength
                ? false
                : throw Reject(PayloadRejectedException.InvalidRequest, "A chunk's header is too long, or no chunk's header.");
        }

        var line = Unread[..newline];
        if (line is not [.., (byte)'\r'] || !ChunkHeader.TryParse(line[..^1], _resigner is not null, out var header))
        {
            throw Reject(PayloadRejectedException.InvalidRequest, "A chunk's header is malformed: a size in hex, then, where chunks are signed, "
                + ";chunk-signature= and 64 lower-case hex digits, then CRLF.");
        }

        if (header.Size > _options.DecodedLength - _decoded)
        {
            throw Reject(PayloadRejectedException.Incomplete, $"The chunks hold more than x-amz-decoded-content-length declares: {_options.DecodedLength}.");
        }

        if (_resigner is not null && header.Size > _options.MaxChunk)
        {
            throw Reject(PayloadRejectedException.ChunkTooLarge, $"A signed chunk must hold at most {_options.MaxChunk} bytes.");
        }

        _remaining = header.Size;
        _decoded += header.Size;
        _chunkSignature = _position + header.SignatureStart;
        _position += newline + 1;
        return header.Size > 0 ? ExpectData() : TakeFinalChunk();
    }

    private bool ExpectData()
    {
        _expected = Expected.Data;
        if (_resigner is null)
        {
            _ready = _position;
        }

        return true;
    }

    private bool TakeFinalChunk()
    {
        if (_decoded != _options.DecodedLength)
        {
            throw Reject(
                PayloadRejectedException.Incomplete,
                $"The chunks hold {_decoded} bytes, and x-amz-decoded-content-length declares {_options.DecodedLength}.");
        }

        if (_resigner is not null)
        {
            Resign(_resigner, []);
        }

        _expected = Expected.Trailer;
        return true;
    }

    private bool TakeData()
    {
        var count = (int)Math.Min(_remaining, Unread.Length);
        if (count == 0)
        {
            return false;
        }

        AppendToChecksums(Unread[..count]);
        _position += count;
        _ready = _position;
        _remaining -= count;
        _expected = _remaining == 0 ? Expected.DataEnd : Expected.Data;
        return true;
    }

    private bool TakeSignedChunk(ChunkResigner resigner)
    {
        var size = (int)_remaining;
        if (Unread.Length < size + 2)
        {
            return false;
        }

        Resign(resigner, Unread[..size]);
        AppendToChecksums(Unread[..size]);
        _position += size;
        return TakeDataEnd();
    }

    private void Resign(ChunkResigner resigner, ReadOnlySpan<byte> data)
    {
        if (!resigner.TryResignChunk(data, _buffer.AsSpan(_chunkSignature, ChunkSignatureChain.SignatureLength)))
        {
            throw Reject(PayloadRejectedException.SignatureMismatch, "The signature of a chunk does not match what we calculated.");
        }
    }

    private bool TakeDataEnd()
    {
        if (Unread.Length < 2)
        {
            return false;
        }

        if (Unread is not [(byte)'\r', (byte)'\n', ..])
        {
            throw Reject(PayloadRejectedException.InvalidRequest, "A chunk's data is longer than its size says, or CRLF is missing behind it.");
        }

        _position += 2;
        _ready = _position;
        _expected = Expected.Header;
        return true;
    }

    private bool TakeTrailer()
    {
        var window = Unread[..Math.Min(Unread.Length, MaxTrailer)];
        var length = window.StartsWith("\r\n"u8) ? 2 : window.IndexOf("\r\n\r\n"u8) + 4;
        if (length == 3)
        {
            return window.Length < MaxTrailer
                ? false
                : throw Reject(PayloadRejectedException.MalformedTrailer, $"The trailer must end with an empty line within {MaxTrailer} bytes.");
        }

        var problem = TrailerSection.Check(_buffer.AsSpan(_position, length), _options.TrailerNames, _checksums, _resigner);
        if (problem is not null)
        {
            throw _rejection = problem;
        }

        _position += length;
        _expected = Expected.EndOfBody;
        return true;
    }

    private bool TakeEnd() => Unread.IsEmpty
        ? false
        : throw Reject(PayloadRejectedException.InvalidRequest, "There are bytes behind the end of the final chunk.");

    private void AppendToChecksums(ReadOnlySpan<byte> data)
    {
        foreach (var checksum in _checksums)
        {
            checksum.Append(data);
        }
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        MakeRoom();
        var count = await _inner.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
        _end += count;
        if (count > 0)
        {
            return;
        }

        if (_expected != Expected.EndOfBody)
        {
            throw Reject(PayloadRejectedException.Incomplete, "The body ended before its final chunk was complete.");
        }

        _ready = _position;
        _expected = Expected.Nothing;
    }

    private void MakeRoom()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start.._end).CopyTo(_buffer);
            _ready -= _start;
            _position -= _start;
            _chunkSignature -= _start;
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
        {
            // Only a signed chunk fills the buffer. It grows with what has come, not with what a header promises.
            var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
            _buffer.CopyTo(larger, 0);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }
    }

    private void ReturnBuffer()
    {
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
            _start = _ready = _position = _end = 0;
        }
    }

    private PayloadRejectedException Reject(string code, string message) => _rejection = new PayloadRejectedException(code, message);
}
