using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Gateway.Policies;

internal static class PolicyRegistration
{
    /// <summary>Adds the policy in force (<see cref="PolicyStore"/>), loaded before the host listens.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configuration">Where <c>Gateway:PolicyFile</c> names the file.</param>
    /// <param name="knownServices">Endpoint names that a policy may use.</param>
    public static IServiceCollection AddPolicies(this IServiceCollection services, IConfiguration configuration, IReadOnlySet<string> knownServices)
    {
        services.AddOptions<PolicyOptions>().BindTyped(configuration.GetSection("Gateway")).ValidateAnnotations();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new PolicyStore(
            provider.GetRequiredService<IOptions<PolicyOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<PolicyStore>>(),
            knownServices));
        services.AddHostedService(provider => provider.GetRequiredService<PolicyStore>());
        return services;
    }
}
