namespace Gateway.Signing;

/// <summary>STREAMING-AWS4-HMAC-SHA256-PAYLOAD(-TRAILER): verifies every chunk by the client's chain and sends it on signed by ours, in the same length.</summary>
internal sealed class ChunkResigningStream(Stream inner, ChunkSeed client, ChunkSeed upstream, AwsChunkedOptions options) : Stream
{
    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
    public override void Flush() { }
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException($"{inner}{client}{upstream}{options.MaxChunk}");
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
