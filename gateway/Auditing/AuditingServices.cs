using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Gateway.Auditing;

/// <summary>Registers this room.</summary>
internal static class AuditingServices
{
    public static IServiceCollection AddAuditing(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AuditOptions>().BindTyped(configuration.GetSection("Gateway:Audit")).ValidateAnnotations();
        services.AddOptions<AuditFileOptions>().BindTyped(configuration.GetSection("Gateway:Audit:File")).ValidateAnnotations();
        services.AddSingleton<IValidateOptions<AuditOptions>, AuditOptionsValidator>();
        var chosen = configuration.GetSection("Gateway:Audit:Sinks").Get<string[]>() ?? [];
        foreach (var sink in chosen.DefaultIfEmpty(AuditOptions.StandardOutput))
        {
            AddSink(services, sink);
        }

        services.AddSingleton<AuditRecorder>();
        services.AddHostedService(provider => provider.GetRequiredService<AuditRecorder>());
        return services;
    }

    /// <summary>The audit entry of the request.</summary>
    public static AuditEntry Audit(this HttpContext context) => context.Features.GetRequiredFeature<AuditEntry>();

    // What is no sink is told with all other problems, by the options' validator.
    private static void AddSink(IServiceCollection services, string name) => _ = name switch
    {
        AuditOptions.StandardOutput => services.AddSingleton<IAuditSink, StandardOutputSink>(),
        AuditOptions.File => services.AddSingleton<IAuditSink, FileSink>(),
        AuditOptions.Otlp => services.AddSingleton<IAuditSink, OtlpSink>(),
        _ => services,
    };
}
