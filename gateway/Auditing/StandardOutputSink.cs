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

    /// <summary>How long the records that wait may take when the gateway stops.</summary>
    private static readonly TimeSpan LongestDrain = TimeSpan.FromSeconds(10);

    public async ValueTask WriteAsync(AuditEntry entry)
    {
        try
        {
            await waiting.Writer.WriteAsync(entry);
        }
        catch (ChannelClosedException)
        {
            // A request that outlived the host's patience ends after the writer did.
            var line = new ArrayBufferWriter<byte>();
            AuditJson.WriteLine(entry, line);
            await using var output = Console.OpenStandardOutput();
            await output.WriteAsync(line.WrittenMemory);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        // Requests have ended by now; what waits is still written.
        waiting.Writer.TryComplete();
        if (ExecuteTask is { } writing)
        {
            await writing.WaitAsync(LongestDrain, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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
