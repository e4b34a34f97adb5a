using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Gateway.Sandbox.Aws.Verification;

namespace Gateway.Sandbox.Aws.Payloads;

/// <summary>Reads lines and counted bytes from a request body, with no look-ahead that could hide a byte.</summary>
internal sealed class WireReader(PipeReader pipe, CancellationToken cancellation)
{
    private const int LongestLine = 4096;

    private static ReadOnlySpan<byte> LineEnd => "\r\n"u8;

    /// <summary>Reads up to the next CR LF, which is not returned.</summary>
    public async ValueTask<string> LineAsync()
    {
        while (true)
        {
            var read = await pipe.ReadAsync(cancellation);
            var buffer = read.Buffer;
            if (TryLine(buffer, out var line, out var next))
            {
                pipe.AdvanceTo(next);
                return line;
            }

            pipe.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCompleted || buffer.Length > LongestLine)
            {
                throw new VerificationException(VerificationFault.MalformedChunk, "A line of the framing is cut short or too long.");
            }
        }
    }

    /// <summary>Hands exactly so many bytes to the sinks.</summary>
    public async ValueTask DataAsync(long length, IPayloadSink first, IPayloadSink second)
    {
        while (length > 0)
        {
            var read = await pipe.ReadAsync(cancellation);
            var buffer = read.Buffer.Slice(0, Math.Min(length, read.Buffer.Length));
            if (buffer.IsEmpty && read.IsCompleted)
            {
                throw new VerificationException(VerificationFault.MalformedChunk, "The body ends inside a chunk.");
            }

            foreach (var segment in buffer)
            {
                first.Append(segment.Span);
                second.Append(segment.Span);
            }

            length -= buffer.Length;
            pipe.AdvanceTo(buffer.End);
        }
    }

    /// <summary>Hands everything that is left to the sink and returns how many bytes that was.</summary>
    public async ValueTask<long> RestAsync(IPayloadSink sink)
    {
        long length = 0;
        while (true)
        {
            var read = await pipe.ReadAsync(cancellation);
            foreach (var segment in read.Buffer)
            {
                sink.Append(segment.Span);
            }

            length += read.Buffer.Length;
            pipe.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                return length;
            }
        }
    }

    public async ValueTask ExpectLineEndAsync()
    {
        if ((await LineAsync()).Length != 0)
        {
            throw new VerificationException(VerificationFault.MalformedChunk, "A chunk's data is not followed by CR LF.");
        }
    }

    public async ValueTask ExpectEndAsync()
    {
        var read = await pipe.ReadAsync(cancellation);
        var clean = read.Buffer.IsEmpty && read.IsCompleted;
        pipe.AdvanceTo(read.Buffer.End);
        if (!clean)
        {
            throw new VerificationException(VerificationFault.MalformedChunk, "Bytes follow the end of the chunks.");
        }
    }

    private static bool TryLine(ReadOnlySequence<byte> buffer, out string line, out SequencePosition next)
    {
        var reader = new SequenceReader<byte>(buffer);
        if (reader.TryReadTo(out ReadOnlySequence<byte> found, LineEnd) && found.Length <= LongestLine)
        {
            line = Encoding.Latin1.GetString(found);
            next = reader.Position;
            return true;
        }

        line = "";
        next = buffer.Start;
        return false;
    }
}
