using Microsoft.Extensions.Options;

namespace Gateway.Sharing;

/// <summary>Registers this room.</summary>
internal static class SharingServices
{
    public static IServiceCollection AddSharing(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SharingOptions>().BindTyped(configuration.GetSection("Gateway")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SharingOptions>, SharingOptionsValidator>();
        services.AddSingleton<SharedRedis>();
        return services;
    }
}
