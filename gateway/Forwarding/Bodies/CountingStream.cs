using Gateway.Signing;

namespace Gateway.Forwarding.Bodies;

/// <summary>Passes reads through, counts their bytes, and knows which side stood still when no more come.</summary>
internal sealed class CountingStream(Stream inner, TimeProvider time, Action<int> count) : BodyStream
{
    // Written by who reads, read by who looks why nothing moves.
    private volatile bool isAsked;
    private long askedAt;
    private long movedAt = time.GetTimestamp();

    /// <summary>Whether a read was waited for so long: who writes stood still.</summary>
    public bool HasWaited(TimeSpan idle) => isAsked && time.GetElapsedTime(Volatile.Read(ref askedAt)) >= AlmostAll(idle);

    /// <summary>Whether what was read last was not taken for so long: who reads stood still.</summary>
    public bool WasLeft(TimeSpan idle) => !HasWaited(idle) && time.GetElapsedTime(Volatile.Read(ref movedAt)) >= AlmostAll(idle);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var reading = inner.ReadAsync(buffer, cancellationToken);
        if (!reading.IsCompleted)
        {
            Volatile.Write(ref askedAt, time.GetTimestamp());
            isAsked = true;
        }

        var read = await reading;
        isAsked = false;
        Volatile.Write(ref movedAt, time.GetTimestamp());
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

    // YARP's clock is set back a moment before a read is asked for.
    private static TimeSpan AlmostAll(TimeSpan idle) => idle * 0.9;
}
