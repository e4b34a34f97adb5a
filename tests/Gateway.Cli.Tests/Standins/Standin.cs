using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Cli.Tests.Standins;

/// <summary>A server on a free loopback port.</summary>
internal abstract class Standin : IAsyncDisposable
{
    private readonly WebApplication _app;

    /// <summary>A server that speaks https where it is given a certificate.</summary>
    /// <param name="certificate">The certificate, with its key.</param>
    protected Standin(X509Certificate2? certificate = null)
    {
        // The empty builder watches no settings file: a few dozen worlds at once would use up the machine's inotify instances.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
            {
                listen.UseHttps(certificate);
            }
        }));
        builder.Services.AddRoutingCore();
        _app = builder.Build();
    }

    public Uri Address { get; private set; } = null!;

    public async Task StartAsync()
    {
        Map(_app);
        await _app.StartAsync();
        Address = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    protected abstract void Map(WebApplication app);
}
