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
                await ReadAsync();
            }

            return current;
        }
        finally
        {
            reading.Release();
        }
    }

    public void Dispose() => reading.Dispose();

    // By no request's own token: those behind it would each begin anew where one gives up. The documents' client bounds the time.
    private async Task ReadAsync()
    {
        try
        {
            using var document = JsonDocument.Parse(await documents.GetDocumentAsync(Issuer.DiscoveryAddress, CancellationToken.None));
            current = new LoginEndpoints(
                Required(document, "authorization_endpoint"),
                Required(document, "token_endpoint"),
                Endpoint(document, "device_authorization_endpoint"),
                Endpoint(document, "end_session_endpoint"),
                Endpoint(document, "revocation_endpoint"));
            due = time.GetUtcNow() + Issuer.KeyRefreshInterval;
        }
        catch (Exception e) when (e is IssuerDocumentException or InvalidOperationException)
        {
            // The latter comes of JSON that is no object, or holds no text where an address belongs.
            due = time.GetUtcNow() + RetryInterval;
            var told = e is IssuerDocumentException ? e.Message : $"{Issuer.DiscoveryAddress} is no discovery document ({e.Message})";
            Log.LoginIssuerUnavailable(logger, Issuer.Authority!, PrintableText.Short(told));
        }
    }

    private Uri Required(JsonDocument document, string name) =>
        Endpoint(document, name) ?? throw new IssuerDocumentException($"{Issuer.DiscoveryAddress} names no {name}");

    private static Uri? Endpoint(JsonDocument document, string name) =>
        document.RootElement.TryGetProperty(name, out var value) && Uri.TryCreate(value.GetString(), UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https")
            ? uri
            : null;
}
