using System.Globalization;
using Microsoft.Extensions.Options;

namespace Gateway.Telemetry;

/// <summary>Checks OpenTelemetry's own variables with the options, so that a wrong address or protocol is told at start and not by a silent exporter.</summary>
internal sealed class TelemetryOptionsValidator(IConfiguration configuration) : IValidateOptions<TelemetryOptions>
{
    private static readonly string[] Endpoints =
    [
        "Gateway:Telemetry:OtlpEndpoint",
        "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT",
    ];

    private static readonly string[] Protocols =
    [
        "OTEL_EXPORTER_OTLP_PROTOCOL", "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "OTEL_EXPORTER_OTLP_METRICS_PROTOCOL", "OTEL_EXPORTER_OTLP_LOGS_PROTOCOL",
    ];

    private static readonly string[] Headers =
    [
        "OTEL_EXPORTER_OTLP_HEADERS", "OTEL_EXPORTER_OTLP_TRACES_HEADERS", "OTEL_EXPORTER_OTLP_METRICS_HEADERS", "OTEL_EXPORTER_OTLP_LOGS_HEADERS",
    ];

    private static readonly string[] Timeouts =
    [
        "OTEL_EXPORTER_OTLP_TIMEOUT", "OTEL_EXPORTER_OTLP_TRACES_TIMEOUT", "OTEL_EXPORTER_OTLP_METRICS_TIMEOUT", "OTEL_EXPORTER_OTLP_LOGS_TIMEOUT",
    ];

    public ValidateOptionsResult Validate(string? name, TelemetryOptions options)
    {
        var problems = Wrong(Endpoints, IsAddress).Select(key => $"{key} must be an http or https URL, such as http://collector:4317.")
            .Concat(Wrong(Protocols, OtlpSettings.IsProtocol).Select(key => $"{key} '{configuration[key]}' is not spoken here; it must be {OtlpSettings.Grpc} or {OtlpSettings.HttpProtobuf}."))
            // Their values are secrets, more often than not, and are not repeated.
            .Concat(Wrong(Headers, OtlpSettings.AreHeaders).Select(key => $"{key} must be headers as name=value, divided by commas."))
            .Concat(Wrong(Timeouts, IsTimeout).Select(key => $"{key} '{configuration[key]}' must be a number of milliseconds, such as 10000."))
            .ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private IEnumerable<string> Wrong(IEnumerable<string> keys, Func<string, bool> isRight) =>
        keys.Where(key => !string.IsNullOrWhiteSpace(configuration[key]) && !isRight(configuration[key]!.Trim()));

    private static bool IsTimeout(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds > 0;

    private static bool IsAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";
}
