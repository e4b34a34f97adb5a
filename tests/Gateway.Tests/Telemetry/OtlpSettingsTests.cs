using Gateway.Telemetry;
using Microsoft.Extensions.Configuration;
using OpenTelemetry.Exporter;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Telemetry;

public sealed class OtlpSettingsTests
{
    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://c:4317", "traces", true)]
    [InlineData("Gateway:Telemetry:OtlpEndpoint=http://c:4317", "metrics", true)]
    [InlineData("OTEL_EXPORTER_OTLP_LOGS_ENDPOINT=http://c:4317", "logs", true)]
    [InlineData("OTEL_EXPORTER_OTLP_LOGS_ENDPOINT=http://c:4317", "traces", false)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://c:4317 OTEL_TRACES_EXPORTER=none", "traces", false)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://c:4317 OTEL_SDK_DISABLED=true", "metrics", false)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=", "traces", false)]
    public void A_signal_is_sent_only_where_an_endpoint_is_named(string settings, string signal, bool sends) =>
        OtlpSettings.Sends(Configuration(settings), signal).ShouldBe(sends);

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://c:4317", "http://c:4317/")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://c:4318 OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf", "http://c:4318/v1/logs")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://c:1/x/ OTEL_EXPORTER_OTLP_LOGS_PROTOCOL=http/protobuf", "http://c:1/x/v1/logs")]
    [InlineData("OTEL_EXPORTER_OTLP_LOGS_ENDPOINT=http://c:1/own OTEL_EXPORTER_OTLP_LOGS_PROTOCOL=http/protobuf", "http://c:1/own")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://env:1 Gateway:Telemetry:OtlpEndpoint=http://option:1", "http://env:1/")]
    public void An_endpoint_is_read_as_OpenTelemetry_says(string settings, string endpoint)
    {
        var options = new OtlpExporterOptions();

        OtlpSettings.Apply(Configuration(settings), "logs", options);

        options.Endpoint.ShouldBe(new Uri(endpoint));
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=foo")]
    [InlineData("Gateway:Telemetry:OtlpEndpoint=foo OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf")]
    [InlineData("OTEL_EXPORTER_OTLP_LOGS_ENDPOINT=foo")]
    public void An_endpoint_that_is_no_URL_is_left_to_the_validation(string settings) =>
        Should.NotThrow(() => OtlpSettings.Apply(Configuration(settings), "logs", new OtlpExporterOptions()));

    [Theory]
    [InlineData("Gateway:Telemetry:OtlpEndpoint=http://collector:4317x", "Gateway:Telemetry:OtlpEndpoint must be an http or https URL, such as http://collector:4317.")]
    [InlineData("Gateway:Telemetry:OtlpEndpoint=ftp://collector", "Gateway:Telemetry:OtlpEndpoint must be an http or https URL, such as http://collector:4317.")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL=http/json", "OTEL_EXPORTER_OTLP_PROTOCOL 'http/json' is not spoken here; it must be grpc or http/protobuf.")]
    [InlineData("OTEL_EXPORTER_OTLP_LOGS_PROTOCOL=GRPC", "OTEL_EXPORTER_OTLP_LOGS_PROTOCOL 'GRPC' is not spoken here; it must be grpc or http/protobuf.")]
    public void What_no_exporter_takes_is_told_by_its_key(string setting, string problem) => Problems(setting).ShouldBe([problem]);

    [Theory]
    [InlineData("Gateway:Telemetry:OtlpEndpoint=http://collector:4317")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf OTEL_EXPORTER_OTLP_TRACES_PROTOCOL=grpc OTEL_EXPORTER_OTLP_METRICS_PROTOCOL=")]
    public void What_the_exporters_take_is_taken(string settings) => Problems(settings).ShouldBeEmpty();

    private static IEnumerable<string> Problems(string settings) => new TelemetryOptionsValidator(Configuration(settings)).Validate(null, new TelemetryOptions()).Failures ?? [];

    private static IConfiguration Configuration(string settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Split(' ').Select(setting => setting.Split('=', 2)).ToDictionary(pair => pair[0], pair => (string?)pair[1], StringComparer.Ordinal))
        .Build();
}
