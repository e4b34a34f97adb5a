using Gateway.Revocations.BackChannel;
using Gateway.Revocations.Sharing;

namespace Gateway.Revocations;

/// <summary>Registers this room.</summary>
internal static class RevocationServices
{
    public static IServiceCollection AddRevocations(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<RevocationOptions>().BindTyped(configuration.GetSection("Gateway:Revocations")).ValidateAnnotations();
        services.AddSingleton<RevocationList>();
        services.AddSingleton<SeenTokens>();
        services.AddSingleton<LogoutAudiences>();
        services.AddSingleton<LogoutTokenVerifier>();
        services.AddSingleton<SharingStatus>();
        services.AddSingleton<RevocationSharing>();
        services.AddHostedService(provider => provider.GetRequiredService<RevocationSharing>());
        services.AddHostedService<RevocationSweeper>();
        return services;
    }
}
