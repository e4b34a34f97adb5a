using System.Net;
using Gateway.Forwarding.Upstream;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy.Forwarder;

namespace Gateway.Benchmarks.Load.Hosts;

/// <summary>YARP alone: <c>IHttpForwarder</c> with the gateway's own client and Kestrel settings, and no other work. What the gateway is measured by.</summary>
internal static class BareProxyHost
{
    public static WebApplication Build(string url, string upstream)
    {
        var builder = HostSettings.Builder(url);
        builder.Services.AddHttpForwarder();
        builder.Services.AddSingleton<UpstreamClient>();
        var app = builder.Build();
        var forwarder = app.Services.GetRequiredService<IHttpForwarder>();
        var client = app.Services.GetRequiredService<UpstreamClient>().Invoker;
        var configuration = new ForwarderRequestConfig { Version = HttpVersion.Version11, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        app.Run(async context => await forwarder.SendAsync(context, upstream, client, configuration, HttpTransformer.Default));
        return app;
    }
}
