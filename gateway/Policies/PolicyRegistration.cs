using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Gateway.Policies;

internal static class PolicyRegistration
{
    /// <summary>Adds the policy in force (<see cref="PolicyStore"/>), loaded before the host listens.</summary>
    public static IServiceCollection AddPolicies(this IServiceCollection services)
    {
        services.AddOptions<PolicyOptions>().BindConfiguration("Gateway").ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<PolicyStore>();
        services.AddHostedService(provider => provider.GetRequiredService<PolicyStore>());
        return services;
    }
}
