using System.Net;

namespace Gateway.Forwarding.Upstream;

/// <summary>The body of AWS's answer as YARP shall read it. <see cref="StreamContent"/> would put one more stream around it, through which each read goes.</summary>
internal sealed class AnswerContent(Stream body) : HttpContent
{
    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult(body);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => body.CopyToAsync(stream);

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            body.Dispose();
        }

        base.Dispose(disposing);
    }
}
