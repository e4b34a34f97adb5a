using Gateway.Signing;

namespace Gateway.Forwarding.Bodies;

/// <summary>Passes reads through and counts their bytes.</summary>
internal sealed class CountingStream(Stream inner, Action<int> count) : BodyStream
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        count(read);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
