using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Gateway.Telemetry;

/// <summary>Registers this room. Without an OTLP endpoint and without a management port nothing is collected.</summary>
internal static class TelemetryServices
{
    // Gauges of .NET whose names Prometheus reads as parts of a histogram (promtool check metrics).
    private static readonly string[] NotCounts = ["dotnet.assembly.count", "dotnet.process.cpu.count", "dotnet.timer.count"];

    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TelemetryOptions>().BindTyped(configuration.GetSection("Gateway:Telemetry")).ValidateAnnotations();
        services.AddSingleton<IValidateOptions<TelemetryOptions>, TelemetryOptionsValidator>();
        services.AddMetrics();
        services.AddSingleton<GatewayMetrics>();
        services.AddSingleton<StateMetrics>();
        var telemetry = services.AddOpenTelemetry().ConfigureResource(Describe);
        if (OtlpSettings.Sends(configuration, "traces"))
        {
            telemetry.WithTracing(tracing => tracing
                .AddSource(Tracing.SourceName, Tracing.ServerSourceName)
                .AddOtlpExporter(options => OtlpSettings.Apply(configuration, "traces", options)));
        }

        var pushes = OtlpSettings.Sends(configuration, "metrics");
        if (pushes || IsScraped(configuration))
        {
            telemetry.WithMetrics(metrics => Collect(metrics, configuration, pushes));
        }

        return services;
    }

    /// <summary>Makes the state of the rooms visible; before the host starts.</summary>
    public static void UseTelemetry(this WebApplication app) => app.Services.GetRequiredService<StateMetrics>();

    /// <summary>Maps <c>GET /metrics</c> for Prometheus; only where there is a management port.</summary>
    public static IEndpointConventionBuilder MapTelemetry(this IEndpointRouteBuilder routes) => routes.MapPrometheusScrapingEndpoint("/metrics");

    /// <summary>How this process is called in traces, metrics and logs; OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES win.</summary>
    public static void Describe(ResourceBuilder resource) => resource
        .AddService("gateway", serviceVersion: typeof(TelemetryServices).Assembly.GetName().Version?.ToString(3))
        .AddEnvironmentVariableDetector();

    /// <summary>Whether there is a port to scrape <c>/metrics</c> at.</summary>
    private static bool IsScraped(IConfiguration configuration) => !string.IsNullOrEmpty(configuration["Gateway:Management:Port"]);

    private static void Collect(MeterProviderBuilder metrics, IConfiguration configuration, bool pushes)
    {
        metrics.AddMeter(GatewayMetrics.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime");
        foreach (var instrument in NotCounts)
        {
            metrics.AddView(instrument, MetricStreamConfiguration.Drop);
        }

        if (pushes)
        {
            metrics.AddOtlpExporter(options => OtlpSettings.Apply(configuration, "metrics", options));
        }

        if (IsScraped(configuration))
        {
            metrics.AddPrometheusExporter();
        }
    }
}
