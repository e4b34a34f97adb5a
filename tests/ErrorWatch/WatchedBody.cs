using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace Gateway.ErrorWatch;

/// <summary>An answer's body, with all else as it is, whose bytes are shown before they go on.</summary>
/// <param name="inner">The server's own.</param>
/// <param name="show">Is shown them.</param>
internal sealed class WatchedBody(IHttpResponseBodyFeature inner, Action<ReadOnlySpan<byte>> show) : IHttpResponseBodyFeature
{
    public PipeWriter Writer => field ??= new WatchedWriter(inner.Writer, show);

    public Stream Stream => field ??= Writer.AsStream(leaveOpen: true);

    public void DisableBuffering() => inner.DisableBuffering();

    public Task StartAsync(CancellationToken cancellationToken = default) => inner.StartAsync(cancellationToken);

    public Task CompleteAsync() => inner.CompleteAsync();

    public async Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default)
    {
        show(await File.ReadAllBytesAsync(path, cancellationToken));
        await inner.SendFileAsync(path, offset, count, cancellationToken);
    }

    private sealed class WatchedWriter(PipeWriter inner, Action<ReadOnlySpan<byte>> show) : PipeWriter
    {
        private Memory<byte> given;

        public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

        public override long UnflushedBytes => inner.UnflushedBytes;

        public override Memory<byte> GetMemory(int sizeHint = 0) => given = inner.GetMemory(sizeHint);

        public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

        public override void Advance(int bytes)
        {
            show(given.Span[..bytes]);
            inner.Advance(bytes);
            given = given[bytes..];
        }

        public override ValueTask<FlushResult> WriteAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default)
        {
            show(source.Span);
            return inner.WriteAsync(source, cancellationToken);
        }

        public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => inner.FlushAsync(cancellationToken);

        public override void CancelPendingFlush() => inner.CancelPendingFlush();

        public override void Complete(Exception? exception = null) => inner.Complete(exception);

        public override ValueTask CompleteAsync(Exception? exception = null) => inner.CompleteAsync(exception);
    }
}
