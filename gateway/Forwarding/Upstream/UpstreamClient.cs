using System.Text;

namespace Gateway.Forwarding.Upstream;

/// <summary>The connections to AWS: HTTP/1.1, no redirects, no cookies, no decompression, no headers of its own, header bytes as they are.</summary>
internal sealed class UpstreamClient : IDisposable
{
    public HttpMessageInvoker Invoker { get; } = new(
        new HeldContent.Sender(new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = System.Net.DecompressionMethods.None,
            ActivityHeadersPropagator = null,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            // DNS of AWS endpoints moves.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1,
            ResponseHeaderEncodingSelector = (_, _) => Encoding.Latin1,
        }),
        disposeHandler: true);

    public void Dispose() => Invoker.Dispose();
}
