namespace Gateway.Signing;

/// <summary>STREAMING-UNSIGNED-PAYLOAD-TRAILER: passes the bytes as they came, and the end of them only when framing, length and trailers are right.</summary>
internal sealed class UnsignedTrailerStream(Stream inner, AwsChunkedOptions options) : Stream
{
    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
    public override void Flush() { }
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException($"{inner}{options.MaxChunk}");
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
