using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace Gateway.Limits;

/// <summary>Registers this room.</summary>
internal static class LimitServices
{
    public static IServiceCollection AddLimits(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<LimitOptions>().BindTyped(configuration.GetSection("Gateway:Limits")).ValidateAnnotations()
            .Validate(limits => limits.LongestCall <= limits.Drain, "Gateway:Limits:Drain must not be shorter than Gateway:Limits:LongestCall: a process that stops would cut such calls off.");
        services.AddSingleton<CallerLimits>();
        services.AddSingleton<AssumeLimits>();
        services.AddSingleton<IConfigureOptions<KestrelServerOptions>, ServerLimits>();
        services.AddSingleton<IConfigureOptions<SocketTransportOptions>, ServerLimits>();
        services.AddSingleton<IConfigureOptions<HostOptions>, ServerLimits>();
        services.AddSingleton<ConnectionLimits>();
        services.AddSingleton<Drain>();
        services.AddHostedService(provider => provider.GetRequiredService<Drain>());
        return services;
    }
}
