using Gateway.Revocations.BackChannel;

namespace Gateway.Revocations;

/// <summary>Registers this room.</summary>
internal static class RevocationServices
{
    public static IServiceCollection AddRevocations(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<RevocationOptions>().Bind(configuration.GetSection("Gateway:Revocations")).ValidateAnnotations();
        services.AddSingleton<RevocationList>();
        services.AddSingleton<SeenTokens>();
        services.AddSingleton<LogoutAudiences>();
        services.AddSingleton<LogoutTokenVerifier>();
        services.AddHostedService<RevocationSweeper>();
        return services;
    }
}
