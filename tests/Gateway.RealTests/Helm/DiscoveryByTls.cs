using System.Net;
using Gateway.RealTests.Parts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Gateway.RealTests.Helm;

/// <summary>An issuer's discovery document by https, with a certificate of one's own.</summary>
internal sealed class DiscoveryByTls : IAsyncDisposable
{
    private readonly WebApplication _app;

    private DiscoveryByTls(WebApplication app, int port)
    {
        _app = app;
        Address = new Uri($"https://127.0.0.1:{port}/.well-known/openid-configuration");
    }

    public Uri Address { get; }

    public static async Task<DiscoveryByTls> StartAsync(LoopbackCertificate certificate, Uri issuer)
    {
        using var http = new HttpClient();
        var document = await http.GetStringAsync(new Uri($"{issuer.AbsoluteUri}/.well-known/openid-configuration"));
        var port = LoopbackPort.Next();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, port, listen => listen.UseHttps(certificate.WithKey())));
        var app = builder.Build();
        app.MapGet("/.well-known/openid-configuration", () => Results.Text(document, "application/json"));
        await app.StartAsync();
        return new DiscoveryByTls(app, port);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
