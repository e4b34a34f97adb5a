using Gateway.Hosting;
using Microsoft.AspNetCore.Builder;

namespace Gateway.Benchmarks.Load.Hosts;

/// <summary>The gateway, whole, configured by the environment as anywhere else.</summary>
internal static class GatewayHost
{
    public static WebApplication Build(string url) => GatewayApp.Build(["--urls", url]);
}
