using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Gateway.Sandbox;

/// <summary>A Kestrel of its own on 127.0.0.1 and a free port, untouched by the process's configuration and environment.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private LoopbackServer(WebApplication app)
    {
        this.app = app;
        Url = app.Urls.First();
    }

    /// <summary>Where it listens: <c>http://127.0.0.1:PORT</c>, without a slash at the end.</summary>
    public string Url { get; }

    public static async Task<LoopbackServer> StartAsync(RequestDelegate handler, Action<KestrelServerOptions>? configure = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.Listen(IPAddress.Loopback, port: 0);
            options.AddServerHeader = false;
            configure?.Invoke(options);
        });
        var built = builder.Build();
        built.Run(handler);
        await built.StartAsync();
        return new LoopbackServer(built);
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }
}
