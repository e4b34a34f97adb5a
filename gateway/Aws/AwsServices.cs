using Microsoft.Extensions.Options;

namespace Gateway.Aws;

/// <summary>Registers this room.</summary>
internal static class AwsServices
{
    /// <summary>Adds <see cref="AwsOptions"/>, checked at start.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configuration">Where <c>Gateway:Aws</c> is, and <c>AWS_REGION</c> and <c>AWS_DEFAULT_REGION</c> as for AWS's own tools.</param>
    /// <param name="knownServices">Endpoint names and their other names, without regard to case, that <c>Gateway:Aws:Endpoints</c> may use.</param>
    public static IServiceCollection AddAws(this IServiceCollection services, IConfiguration configuration, IReadOnlySet<string> knownServices)
    {
        services.AddOptions<AwsOptions>().BindTyped(configuration.GetSection("Gateway:Aws"))
            .PostConfigure(aws => (aws.Region, aws.IsRegionGuessed) = FirstOf(aws.Region, configuration["AWS_REGION"], configuration["AWS_DEFAULT_REGION"]) is { } region
                ? (region, false) : (AwsOptions.FallbackRegion, true)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AwsOptions>>(new AwsOptionsValidator(knownServices));
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
