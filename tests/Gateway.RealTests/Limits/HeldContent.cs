using System.Net;

namespace Gateway.RealTests.Limits;

/// <summary>A body of which the second half waits.</summary>
internal sealed class HeldContent(Task goOn) : HttpContent
{
    private const int Half = 100_000;

    private readonly TaskCompletionSource _halfSent = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task IsHalfSent => _halfSent.Task;

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(new byte[Half]);
        await stream.FlushAsync();
        _halfSent.SetResult();
        await goOn;
        await stream.WriteAsync(new byte[Half]);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 2 * Half;
        return true;
    }
}
