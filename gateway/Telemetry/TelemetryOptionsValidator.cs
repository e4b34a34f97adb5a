using Microsoft.Extensions.Options;

namespace Gateway.Telemetry;

/// <summary>Checks OpenTelemetry's own variables with the options, so that a wrong address is told at start and not by a silent exporter.</summary>
internal sealed class TelemetryOptionsValidator(IConfiguration configuration) : IValidateOptions<TelemetryOptions>
{
    private static readonly string[] Endpoints =
    [
        "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT",
    ];

    public ValidateOptionsResult Validate(string? name, TelemetryOptions options)
    {
        var problems = Endpoints
            .Where(variable => !string.IsNullOrWhiteSpace(configuration[variable]) && !IsAddress(configuration[variable]!))
            .Select(variable => $"{variable} must be an http or https URL, such as http://collector:4317.")
            .ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static bool IsAddress(string text) => Uri.TryCreate(text.Trim(), UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";
}
