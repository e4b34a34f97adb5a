using OpenTelemetry.Exporter;

namespace Gateway.Telemetry;

/// <summary>Where a signal goes by OTLP, out of OpenTelemetry's own variables and <see cref="TelemetryOptions"/>.</summary>
/// <remarks>https://opentelemetry.io/docs/specs/otel/protocol/exporter/</remarks>
internal static class OtlpSettings
{
    public const string Grpc = "grpc";
    public const string HttpProtobuf = "http/protobuf";

    /// <summary>Whether a signal (<c>traces</c>, <c>metrics</c>, <c>logs</c>) is sent anywhere.</summary>
    public static bool Sends(IConfiguration configuration, string signal) =>
        !string.Equals(configuration["OTEL_SDK_DISABLED"], "true", StringComparison.OrdinalIgnoreCase)
        && !string.Equals(configuration[$"OTEL_{signal.ToUpperInvariant()}_EXPORTER"], "none", StringComparison.OrdinalIgnoreCase)
        && (Signal(configuration, signal, "ENDPOINT") ?? General(configuration)) is not null;

    /// <summary>Whether the exporters speak the protocol.</summary>
    public static bool IsProtocol(string name) => name is Grpc or HttpProtobuf;

    /// <summary>Whether an exporter takes these headers, which it says by throwing when it is made.</summary>
    public static bool AreHeaders(string text)
    {
        try
        {
            new OtlpTraceExporter(new OtlpExporterOptions { Headers = text }).Dispose();
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Fills in what a signal's exporter needs.</summary>
    public static void Apply(IConfiguration configuration, string signal, OtlpExporterOptions options)
    {
        var protocol = Signal(configuration, signal, "PROTOCOL") ?? NotEmpty(configuration["OTEL_EXPORTER_OTLP_PROTOCOL"]);
        options.Protocol = protocol == HttpProtobuf ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc;
        // Headers that no exporter takes are told when the options are validated; an exporter that threw for them would come before that.
        options.Headers = (Signal(configuration, signal, "HEADERS") ?? NotEmpty(configuration["OTEL_EXPORTER_OTLP_HEADERS"])) is { } headers && AreHeaders(headers) ? headers : "";
        if (int.TryParse(Signal(configuration, signal, "TIMEOUT") ?? configuration["OTEL_EXPORTER_OTLP_TIMEOUT"], out var milliseconds))
        {
            options.TimeoutMilliseconds = milliseconds;
        }

        // What is no URL is told when the options are validated, by its key; an exporter that threw for it would come before that.
        if (Uri.TryCreate(Endpoint(configuration, signal, options.Protocol), UriKind.Absolute, out var endpoint))
        {
            options.Endpoint = endpoint;
        }
    }

    private static string? Endpoint(IConfiguration configuration, string signal, OtlpExportProtocol protocol) =>
        Signal(configuration, signal, "ENDPOINT")
        ?? (General(configuration) is { } general && protocol == OtlpExportProtocol.HttpProtobuf ? $"{general.TrimEnd('/')}/v1/{signal}" : General(configuration));

    private static string? General(IConfiguration configuration) =>
        NotEmpty(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]) ?? NotEmpty(configuration["Gateway:Telemetry:OtlpEndpoint"]);

    private static string? Signal(IConfiguration configuration, string signal, string name) =>
        NotEmpty(configuration[$"OTEL_EXPORTER_OTLP_{signal.ToUpperInvariant()}_{name}"]);

    private static string? NotEmpty(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
