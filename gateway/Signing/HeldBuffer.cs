using System.Buffers;

namespace Gateway.Signing;

/// <summary>
/// One pooled buffer of a body on its way: first what may go out, then what is checked and held, then what is still to be checked. It goes back to the pool
/// at the end of the body; that of a body given up is left to the garbage collector, because a read into it may be under way.
/// </summary>
/// <param name="capacity">Its size at first.</param>
/// <param name="room">Where what it takes beyond twice that is counted; null: nowhere.</param>
internal sealed class HeldBuffer(int capacity, IBufferRoom? room)
{
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(capacity);
    private int _start;
    private int _released;
    private int _checked;
    private int _end;
    private int _kept = 1;

    /// <summary>What is still to be checked.</summary>
    public Span<byte> Unchecked => _bytes.AsSpan(_checked.._end);

    /// <summary>Whether there is anything that may go out. Until <see cref="Finish"/> the last byte may not: a body that turns out to be cut short would
    /// be whole to the next server, if its Content-Length was cut short as well.</summary>
    public bool HasReleased => _released - _start > _kept;

    /// <summary>What is checked and held, up to where <see cref="Unchecked"/> begins.</summary>
    public Span<byte> Held => _bytes.AsSpan(_released.._checked);

    /// <summary>Counts bytes as checked; they are held until <see cref="Release"/>.</summary>
    public void Check(int count) => _checked += count;

    /// <summary>Lets everything go out that is checked.</summary>
    public void Release() => _released = _checked;

    /// <summary>Lets the rest go: the body was seen to its end.</summary>
    public void Finish()
    {
        Release();
        _kept = 0;
    }

    /// <summary>Copies what may go out.</summary>
    public int Take(Span<byte> target)
    {
        var count = Math.Min(target.Length, _released - _start - _kept);
        _bytes.AsSpan(_start, count).CopyTo(target);
        _start += count;
        return count;
    }

    /// <summary>Room for more bytes, one at least. It grows with what has come, not with what a chunk's header promises.</summary>
    public Memory<byte> MakeRoom()
    {
        if (_start > 0)
        {
            _bytes.AsSpan(_start.._end).CopyTo(_bytes);
            _released -= _start;
            _checked -= _start;
            _end -= _start;
            _start = 0;
        }

        if (_end == _bytes.Length)
        {
            if (_bytes.Length > capacity)
            {
                room?.Take(_bytes.Length);
            }

            var larger = ArrayPool<byte>.Shared.Rent(_bytes.Length * 2);
            _bytes.CopyTo(larger, 0);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }

        return _bytes.AsMemory(_end);
    }

    /// <summary>Counts bytes that were read into the room made.</summary>
    public void Add(int count) => _end += count;

    /// <summary>Gives the memory back; the buffer is empty from then on.</summary>
    public void Return()
    {
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = [];
            _start = _released = _checked = _end = 0;
        }
    }
}
