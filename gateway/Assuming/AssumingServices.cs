using Amazon.Runtime.Credentials;

namespace Gateway.Assuming;

/// <summary>Registers this room.</summary>
internal static class AssumingServices
{
    public static IServiceCollection AddAssuming(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AssumingOptions>().BindTyped(configuration.GetSection("Gateway:Assuming")).ValidateAnnotations();
        services.AddSingleton<CredentialChain>(() => DefaultAWSCredentialsIdentityResolver.GetCredentials());
        services.AddSingleton<BaseCredentials>();
        services.AddHostedService(provider => provider.GetRequiredService<BaseCredentials>());
        services.AddSingleton<StsClient>();
        services.AddSingleton<RoleSessions>();
        return services;
    }
}
