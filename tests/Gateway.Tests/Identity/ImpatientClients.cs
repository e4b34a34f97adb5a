namespace Gateway.Tests.Identity;

/// <summary>Clients that wait no time at all.</summary>
internal sealed class ImpatientClients(Func<CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler, IHttpClientFactory
{
    public HttpClient CreateClient(string name) => new(this, disposeHandler: false) { Timeout = TimeSpan.FromMilliseconds(1) };

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => answer(cancellationToken);
}
