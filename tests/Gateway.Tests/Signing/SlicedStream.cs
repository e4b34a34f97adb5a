using Gateway.Signing;

namespace Gateway.Tests.Signing;

/// <summary>A body that arrives in pieces of given sizes, over and over.</summary>
internal sealed class SlicedStream(byte[] data, params int[] sizes) : BodyStream
{
    private int _position;

    public int Reads { get; private set; }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var size = sizes.Length == 0 ? int.MaxValue : Math.Max(1, sizes[Reads % sizes.Length]);
        Reads++;
        var count = Math.Min(Math.Min(size, buffer.Length), data.Length - _position);
        data.AsMemory(_position, count).CopyTo(buffer);
        _position += count;
        return ValueTask.FromResult(count);
    }
}
