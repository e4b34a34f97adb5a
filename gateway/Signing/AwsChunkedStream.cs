namespace Gateway.Signing;

/// <summary>
/// An aws-chunked body that is checked while it passes, byte for byte but for the signatures. What belongs to the final chunk never leaves before framing,
/// lengths, signatures, checksums and the end of the body have all been seen to be right.
/// </summary>
/// <remarks>
/// What is held is bounded by the largest signed chunk, or by chunk header and trailer where chunks are not signed.
/// </remarks>
internal abstract class AwsChunkedStream : BodyStream
{
    private const int UsualBuffer = 64 * 1024;
    private const int MaxTrailer = 4 * 1024;

    private readonly Stream _inner;
    private readonly AwsChunkedOptions _options;
    private readonly ChunkResigner? _resigner;
    private readonly TrailerChecksum[] _checksums;
    private readonly HeldBuffer _held;
    private int _signatureStart;
    private long _remaining;
    private long _decoded;
    private Expected _expected = Expected.Header;
    private PayloadRejectedException? _rejection;

    protected AwsChunkedStream(Stream inner, AwsChunkedOptions options, ChunkResigner? resigner)
    {
        _inner = inner;
        _options = options;
        _resigner = resigner;
        _held = new HeldBuffer(UsualBuffer, options.Room);
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

    private ReadOnlySpan<byte> Unread => _held.Unchecked;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        while (!_held.HasReleased)
        {
            if (_rejection is not null)
            {
                throw new PayloadRejectedException(_rejection.Code, _rejection.Message);
            }

            if (_expected == Expected.Nothing)
            {
                _held.Return();
                return 0;
            }

            if (!Advance())
            {
                await FillAsync(cancellationToken);
            }
        }

        return _held.Take(buffer.Span);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var checksum in _checksums)
            {
                checksum.Dispose();
            }

            _options.Room?.Dispose();
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

        if (_resigner is not null && header.Size > AwsChunkedOptions.MaxChunk)
        {
            throw Reject(PayloadRejectedException.ChunkTooLarge, $"A signed chunk must hold at most {AwsChunkedOptions.MaxChunk} bytes.");
        }

        _remaining = header.Size;
        _decoded += header.Size;
        _signatureStart = header.SignatureStart;
        _held.Check(newline + 1);
        return header.Size > 0 ? ExpectData() : TakeFinalChunk();
    }

    private bool ExpectData()
    {
        _expected = Expected.Data;
        if (_resigner is null)
        {
            _held.Release();
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
            // The line is held, so the signature in it can be replaced.
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
        _held.Check(count);
        _held.Release();
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
        _held.Check(size);
        return TakeDataEnd();
    }

    private void Resign(ChunkResigner resigner, ReadOnlySpan<byte> data)
    {
        if (!resigner.TryResignChunk(data, _held.Held.Slice(_signatureStart, ChunkSignatureChain.SignatureLength)))
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

        _held.Check(2);
        _held.Release();
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

        var problem = TrailerSection.Check(_held.Unchecked[..length], _options.TrailerNames, _checksums, _resigner);
        if (problem is not null)
        {
            throw _rejection = problem;
        }

        _held.Check(length);
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
        var count = await _inner.ReadAsync(_held.MakeRoom(), cancellationToken);
        _held.Add(count);
        if (count > 0)
        {
            return;
        }

        if (_expected != Expected.EndOfBody)
        {
            throw Reject(PayloadRejectedException.Incomplete, "The body ended before its final chunk was complete.");
        }

        _held.Finish();
        _expected = Expected.Nothing;
    }

    private PayloadRejectedException Reject(string code, string message) => _rejection = new PayloadRejectedException(code, message);
}
