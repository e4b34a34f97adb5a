using Amazon.Runtime.Credentials;
using Gateway.Aws;
using Microsoft.Extensions.Options;

namespace Gateway.Assuming;

/// <summary>Registers this room.</summary>
internal static class AssumingServices
{
    public static IServiceCollection AddAssuming(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AwsOptions>().BindTyped(configuration.GetSection("Gateway:Aws"))
            .PostConfigure(aws => (aws.Region, aws.IsRegionGuessed) = FirstOf(aws.Region, configuration["AWS_REGION"], configuration["AWS_DEFAULT_REGION"]) is { } region
                ? (region, false) : (AwsOptions.FallbackRegion, true)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AwsOptions>, AwsOptionsValidator>();
        services.AddOptions<AssumingOptions>().BindTyped(configuration.GetSection("Gateway:Assuming")).ValidateAnnotations();
        services.AddSingleton<CredentialChain>(() => DefaultAWSCredentialsIdentityResolver.GetCredentials());
        services.AddSingleton<BaseCredentials>();
        services.AddHostedService(provider => provider.GetRequiredService<BaseCredentials>());
        services.AddSingleton<StsClient>();
        services.AddSingleton<RoleSessions>();
        return services;
    }

    private static string? FirstOf(params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts)
        {
            if (!string.IsNullOrEmpty(text))
            {
                return text;
            }
        }

        return null;
    }
}
