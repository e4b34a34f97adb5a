using Microsoft.AspNetCore.Http.Features;

namespace Gateway.Auditing;

/// <summary>Registers this room.</summary>
internal static class AuditingServices
{
    public static IServiceCollection AddAuditing(this IServiceCollection services)
    {
        services.AddSingleton<StandardOutputSink>();
        services.AddSingleton<IAuditSink>(provider => provider.GetRequiredService<StandardOutputSink>());
        services.AddHostedService(provider => provider.GetRequiredService<StandardOutputSink>());
        return services;
    }

    /// <summary>The audit entry of the request.</summary>
    public static AuditEntry Audit(this HttpContext context) => context.Features.GetRequiredFeature<AuditEntry>();
}
