using System.Buffers;
using System.Threading.Channels;

namespace Gateway.Auditing;

/// <summary>
/// Writes audit records to standard output, one line each, from one writer, so that lines never mix. While 10,000 records wait,
/// the requests that end wait as well: none is lost.
/// </summary>
internal sealed class StandardOutputSink(ILogger<StandardOutputSink> logger) : BackgroundService, IAuditSink
{
    private const int Capacity = 10_000;

    private readonly Channel<AuditEntry> waiting =
        Channel.CreateBounded<AuditEntry>(new BoundedChannelOptions(Capacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    public ValueTask WriteAsync(AuditEntry entry) => waiting.Writer.WriteAsync(entry);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        // Requests have ended by now; what waits is still written.
        waiting.Writer.TryComplete();
        if (ExecuteTask is { } writing)
        {
            await writing.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await using var output = Console.OpenStandardOutput();
        var buffer = new ArrayBufferWriter<byte>(64 * 1024);
        while (await waiting.Reader.WaitToReadAsync(CancellationToken.None))
        {
            while (buffer.WrittenCount < 48 * 1024 && waiting.Reader.TryRead(out var entry))
            {
                AuditJson.WriteLine(entry, buffer);
            }

            try
            {
                await output.WriteAsync(buffer.WrittenMemory, CancellationToken.None);
                await output.FlushAsync(CancellationToken.None);
            }
            catch (IOException e)
            {
                Log.AuditNotWritten(logger, e);
            }

            buffer.ResetWrittenCount();
        }
    }
}
