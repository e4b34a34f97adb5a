using System.Buffers.Text;
using System.Text;

namespace Gateway.Benchmarks.Load.Generators;

/// <summary>Reads answers off a connection and throws their bodies away.</summary>
internal sealed class AnswerReader(Stream stream)
{
    private readonly byte[] buffer = new byte[256 * 1024];
    private int filled;

    /// <summary>Reads one answer to its end; its status.</summary>
    public async ValueTask<int> ReadAsync(CancellationToken cancellation = default)
    {
        int end;
        while ((end = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8)) < 0)
        {
            filled += await FillAsync(filled, cancellation);
        }

        var status = int.Parse(Encoding.ASCII.GetString(buffer, 9, 3));
        if (ContentLength(buffer.AsSpan(0, end)) is { } length)
        {
            for (var left = length - (filled - (end + 4)); left > 0;)
            {
                left -= await FillAsync(0, cancellation);
            }
        }
        else
        {
            // Chunked: short answers of the gateway's own doors, which the buffer holds whole.
            while (!buffer.AsSpan(0, filled).EndsWith("\r\n0\r\n\r\n"u8))
            {
                filled += await FillAsync(filled, cancellation);
            }
        }

        filled = 0;
        return status;
    }

    private async ValueTask<int> FillAsync(int from, CancellationToken cancellation) =>
        await stream.ReadAsync(buffer.AsMemory(from), cancellation) is var count and > 0 ? count : throw new IOException("The connection ended in the middle of an answer.");

    private static long? ContentLength(ReadOnlySpan<byte> head)
    {
        const string name = "\r\ncontent-length:";
        for (var at = head.IndexOf((byte)'\r'); at >= 0;)
        {
            if (head.Length - at > name.Length && Ascii.EqualsIgnoreCase(head.Slice(at, name.Length), name))
            {
                return Utf8Parser.TryParse(head[(at + name.Length)..].TrimStart((byte)' '), out long length, out _) ? length : 0;
            }

            var next = head[(at + 1)..].IndexOf((byte)'\r');
            at = next < 0 ? -1 : at + 1 + next;
        }

        return null;
    }
}
