using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Gateway.Telemetry;

/// <summary>Registers this room. Without an OTLP endpoint and without a management port nothing is collected.</summary>
internal static class TelemetryServices
{
    /// <summary>Series of one metric that has few: a place for each is kept from the start, and 2,000 for each metric, as OpenTelemetry does it, are 8 MiB.</summary>
    private const int FewSeries = 256;

    // Gauges of .NET whose names Prometheus reads as parts of a histogram (promtool check metrics).
    private static readonly string[] NotCounts = ["dotnet.assembly.count", "dotnet.process.cpu.count", "dotnet.timer.count"];

    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TelemetryOptions>().BindTyped(configuration.GetSection("Gateway:Telemetry")).ValidateAnnotations();
        services.AddSingleton<IValidateOptions<TelemetryOptions>, TelemetryOptionsValidator>();
        services.AddMetrics();
        services.AddSingleton<GatewayMetrics>();
        services.AddSingleton<StateMetrics>();
        var (traces, pushes, scraped) = (OtlpSettings.Sends(configuration, "traces"), OtlpSettings.Sends(configuration, "metrics"), IsScraped(configuration));
        // OpenTelemetry itself is loaded where there is something to collect: 1.5 MiB.
        return traces || pushes || scraped ? services.AddCollection(configuration, traces, pushes, scraped) : services;
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

    private static IServiceCollection AddCollection(this IServiceCollection services, IConfiguration configuration, bool traces, bool pushes, bool scraped)
    {
        var telemetry = services.AddOpenTelemetry().ConfigureResource(Describe);
        if (traces)
        {
            telemetry.WithTracing(tracing => tracing
                .AddSource(Tracing.SourceName, Tracing.ServerSourceName)
                .AddOtlpExporter(options => OtlpSettings.Apply(configuration, "traces", options)));
        }

        if (pushes || scraped)
        {
            telemetry.WithMetrics(metrics => Collect(metrics, configuration, pushes, scraped));
        }

        return services;
    }

    private static void Collect(MeterProviderBuilder metrics, IConfiguration configuration, bool pushes, bool scraped)
    {
        metrics.AddMeter(GatewayMetrics.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime");
        metrics.AddView(View);
        if (pushes)
        {
            metrics.AddOtlpExporter(options => OtlpSettings.Apply(configuration, "metrics", options));
        }

        if (scraped)
        {
            metrics.AddPrometheusExporter();
        }
    }

    /// <summary>What is kept of a metric; null: all, up to OpenTelemetry's own limit.</summary>
    private static MetricStreamConfiguration? View(Instrument instrument) =>
        NotCounts.Contains(instrument.Name, StringComparer.Ordinal) ? MetricStreamConfiguration.Drop
        // What is counted for each request or connection has labels of many values: services, grants, reasons, routes, addresses. And a policy's version is a series
        // for ever, though it is told while in force alone.
        : instrument is { Meter.Name: GatewayMetrics.MeterName, IsObservable: true, Name: not StateMetrics.PolicyInfoName } or { Meter.Name: "System.Runtime" }
            ? new MetricStreamConfiguration { CardinalityLimit = FewSeries }
            : null;
}
