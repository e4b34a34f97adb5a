using System.Net;
using Microsoft.AspNetCore.Http.Features;

namespace Gateway.Forwarding.Upstream;

/// <summary>
/// A small body that is at hand, so that it goes out in one write with the request's head. YARP sends the head first and streams the body behind it, which
/// costs a system call, a copy and a timer more; it is told that there is no body, and this one takes its place behind its back.
/// </summary>
internal sealed class HeldContent(byte[] bytes) : HttpContent, IHttpRequestBodyDetectionFeature
{
    private static readonly HttpRequestOptionsKey<HeldContent> Key = new("gateway.held-content");

    /// <summary>What YARP asks for: whether there is a body for it to copy.</summary>
    public bool CanHaveBody => false;

    /// <summary>Makes this the content that <see cref="Sender"/> will send.</summary>
    public void AttachTo(HttpRequestMessage request) => request.Options.Set(Key, this);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        stream.WriteAsync(bytes, 0, bytes.Length, cancellationToken);

    protected override bool TryComputeLength(out long length)
    {
        length = bytes.Length;
        return true;
    }

    /// <summary>Puts the held content into requests that have one.</summary>
    public sealed class Sender(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Options.TryGetValue(Key, out var content))
            {
                request.Content = content;
            }

            return base.SendAsync(request, cancellationToken);
        }
    }
}
