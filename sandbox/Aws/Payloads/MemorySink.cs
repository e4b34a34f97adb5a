using System.Buffers;

namespace Gateway.Sandbox.Aws.Payloads;

/// <summary>Keeps a body in memory, up to a limit.</summary>
/// <param name="limit">Bytes that are kept; a longer body is dropped whole.</param>
internal sealed class MemorySink(long limit) : IPayloadSink
{
    private ArrayBufferWriter<byte>? buffer = new();

    public void Append(ReadOnlySpan<byte> data)
    {
        if (buffer is not null && buffer.WrittenCount + data.Length > limit)
        {
            buffer = null;
        }

        buffer?.Write(data);
    }

    /// <summary>The body; null if it was longer than the limit.</summary>
    public byte[]? ToArray() => buffer?.WrittenSpan.ToArray();
}
