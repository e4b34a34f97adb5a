using System.Text.Json;
using Gateway.Identity;
using Microsoft.Extensions.Options;

namespace Gateway.Sso.Login;

/// <summary>The endpoints of the issuer that people sign in at; read by discovery, as often as its keys are. The last good ones serve on.</summary>
internal sealed class IssuerEndpoints : IDisposable
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    private readonly IssuerDocumentRetriever documents;
    private readonly TimeProvider time;
    private readonly ILogger<IssuerEndpoints> logger;
    private readonly SemaphoreSlim reading = new(1);
    private volatile LoginEndpoints? current;
    private DateTimeOffset due;

    public IssuerEndpoints(
        IOptions<IdentityOptions> identity, IOptions<SsoOptions> sso, IHttpClientFactory clients, TimeProvider time, ILogger<IssuerEndpoints> logger)
    {
        Issuer = string.IsNullOrEmpty(sso.Value.Issuer)
            ? identity.Value.Issuers[0]
            : identity.Value.Issuers.First(issuer => issuer.IsCalled(sso.Value.Issuer));
        documents = new IssuerDocumentRetriever(Issuer, clients);
        this.time = time;
        this.logger = logger;
    }

    public IssuerOptions Issuer { get; }

    /// <summary>The endpoints; null while the issuer was never reached.</summary>
    public async ValueTask<LoginEndpoints?> GetAsync(CancellationToken cancellation)
    {
        await reading.WaitAsync(cancellation);
        try
        {
            if (time.GetUtcNow() >= due)
            {
                await ReadAsync(cancellation);
            }

            return current;
        }
        finally
        {
            reading.Release();
        }
    }

    public void Dispose() => reading.Dispose();

    private async Task ReadAsync(CancellationToken cancellation)
    {
        try
        {
            using var document = JsonDocument.Parse(await documents.GetDocumentAsync(Issuer.DiscoveryAddress, cancellation));
            current = new LoginEndpoints(
                Endpoint(document, "authorization_endpoint") ?? throw new JsonException("it names no authorization_endpoint"),
                Endpoint(document, "token_endpoint") ?? throw new JsonException("it names no token_endpoint"),
                Endpoint(document, "device_authorization_endpoint"),
                Endpoint(document, "end_session_endpoint"),
                Endpoint(document, "revocation_endpoint"));
            due = time.GetUtcNow() + Issuer.KeyRefreshInterval;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or JsonException or InvalidOperationException
            || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            due = time.GetUtcNow() + RetryInterval;
            Log.LoginIssuerUnavailable(logger, Issuer.Authority!, $"{Issuer.DiscoveryAddress}: {e.Message}");
        }
    }

    private static Uri? Endpoint(JsonDocument document, string name) =>
        document.RootElement.TryGetProperty(name, out var value) && Uri.TryCreate(value.GetString(), UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https")
            ? uri
            : null;
}
