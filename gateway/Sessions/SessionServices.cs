using Microsoft.Extensions.Options;

namespace Gateway.Sessions;

/// <summary>Registers this room.</summary>
internal static class SessionServices
{
    public static IServiceCollection AddSessions(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SessionOptions>().BindTyped(configuration.GetSection("Gateway:Sessions")).ValidateAnnotations();
        services.AddSingleton<IValidateOptions<SessionOptions>, SessionOptionsValidator>();
        services.AddSingleton<SessionKeys>();
        services.AddSingleton<SessionSealer>();
        return services;
    }
}
