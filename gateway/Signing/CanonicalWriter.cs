using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;

namespace Gateway.Signing;

/// <summary>Writes canonical text into one pooled buffer. The text may hold session tokens: the buffer is wiped when it goes back.</summary>
internal ref struct CanonicalWriter
{
    private byte[] _buffer;
    private int _length;

    public CanonicalWriter(int capacity) => _buffer = ArrayPool<byte>.Shared.Rent(capacity);

    public readonly int Length => _length;

    public readonly ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    public void Append(byte value)
    {
        if (_length == _buffer.Length)
        {
            Grow(1);
        }

        _buffer[_length++] = value;
    }

    public void Append(scoped ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        _length += bytes.Length;
    }

    /// <summary>One byte a char; a char beyond U+00FF is no byte that came over the wire.</summary>
    public void Append(scoped ReadOnlySpan<char> text)
    {
        // Nearly all text is ASCII, which is checked as it is copied.
        var target = Reserve(text.Length);
        if (Ascii.FromUtf16(text, target, out var written) is OperationStatus.Done)
        {
            _length += written;
            return;
        }

        if (text.ContainsAnyExceptInRange('\0', '\u00ff'))
        {
            target[..written].Clear();
            throw new ArgumentException("Header values and targets must hold one byte a char (Latin-1).", nameof(text));
        }

        _length += Encoding.Latin1.GetBytes(text, target);
    }

    /// <summary>The same, with A to Z in lower case.</summary>
    public void AppendLower(scoped ReadOnlySpan<char> text)
    {
        var start = _length;
        Append(text);
        foreach (ref var letter in _buffer.AsSpan(start, _length - start))
        {
            letter = letter is >= (byte)'A' and <= (byte)'Z' ? (byte)(letter | 0x20) : letter;
        }
    }

    public void AppendPercentEncoded(byte value)
    {
        var target = Reserve(3);
        target[0] = (byte)'%';
        target[1] = Hex(value >> 4);
        target[2] = Hex(value & 15);
        _length += 3;
    }

    public void AppendHex(scoped ReadOnlySpan<byte> bytes)
    {
        _ = Convert.TryToHexStringLower(bytes, Reserve(bytes.Length * 2), out var written);
        _length += written;
    }

    public void Truncate(int length) => _length = length;

    public void Dispose()
    {
        _buffer.AsSpan(0, _length).Clear();
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _length = 0;
    }

    private static byte Hex(int nibble) => (byte)(nibble < 10 ? '0' + nibble : 'A' + nibble - 10);

    private Span<byte> Reserve(int count)
    {
        if (_buffer.Length - _length < count)
        {
            Grow(count);
        }

        return _buffer.AsSpan(_length);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int count)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_buffer.Length * 2, _length + count));
        var old = _buffer.AsSpan(0, _length);
        old.CopyTo(larger);
        old.Clear();
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
