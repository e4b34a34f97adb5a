using Gateway.Revocations.BackChannel;
using Gateway.Revocations.Sharing;
using Microsoft.Extensions.Options;

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
        services.AddOptions<SharingOptions>().BindTyped(configuration.GetSection("Gateway")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SharingOptions>, SharingOptionsValidator>();
        services.AddSingleton<SharingStatus>();
        services.AddSingleton<RevocationSharing>();
        services.AddHostedService(provider => provider.GetRequiredService<RevocationSharing>());
        services.AddHostedService<RevocationSweeper>();
        return services;
    }
}
