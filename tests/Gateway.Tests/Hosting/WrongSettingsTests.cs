using Gateway.Hosting;
using Gateway.Policies;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Hosting;

public sealed class WrongSettingsTests
{
    [Fact]
    public void Every_wrong_setting_is_told_at_once_by_its_key()
    {
        var thrown = Should.Throw<Exception>(() => GatewayApp.Build(
        [
            "--Gateway:Issuers:0:Authority=http://sso.example/realms/example", "--Gateway:Issuers:0:Audience=gateway", "--Gateway:Aws:Region=Frankfurt",
            "--Gateway:Sessions:Keys:0=c2hvcnQ=", "--Gateway:Forward:MaxBufferedBody=1", "--Gateway:TrustedProxies:0=everyone", "--Gateway:Domain=https://x", "--Gateway:Aws:Endpoints:nonsense=http://127.0.0.1:1",
            "--Gateway:Audit:Sinks:0=kafka", "--Gateway:Audit:Sinks:1=file", "--Gateway:Audit:WhenFull=wait", "--Gateway:Audit:QueueLength=1", "--Gateway:Audit:File:Keep=0",
            "--Gateway:Telemetry:OtlpEndpoint=collector:4317", "--OTEL_EXPORTER_OTLP_LOGS_ENDPOINT=collector",
            "--Gateway:Redis=,password=c2hvcnQ=", "--Gateway:Management:Port=65536", "--Gateway:Management:Address=ftp://x", "--Gateway:Revocations:Lifetime=00:00:01", "--Gateway:Revocations:MaxEntries=1",
            "--Gateway:Limits:Burst=0", "--Gateway:Limits:Drain=00:00:00", "--Gateway:Limits:HeaderCount=1",
        ]));

        var told = string.Join('\n', thrown is AggregateException several
            ? several.InnerExceptions.OfType<OptionsValidationException>().SelectMany(e => e.Failures)
            : ((OptionsValidationException)thrown).Failures);
        foreach (var key in new[]
        {
            "Gateway:PolicyFile", "Gateway:Issuers:0:Authority", "RequireHttpsMetadata=false", "Gateway:Aws:Region 'Frankfurt'", "Gateway:Sessions:Keys:0",
            "Gateway:Forward:MaxBufferedBody", "Gateway:TrustedProxies:0", "Gateway:Domain", "Gateway:Aws:Endpoints:nonsense",
            "Gateway:Audit:Sinks:0 'kafka'", "Gateway:Audit:WhenFull", "Gateway:Audit:QueueLength", "Gateway:Audit:File:Keep", "Gateway:Telemetry:OtlpEndpoint", "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT",
            "Gateway:Redis", "Gateway:Management:Port", "Gateway:Management:Address", "Gateway:Revocations:Lifetime", "Gateway:Revocations:MaxEntries", "Gateway:Limits:Burst", "Gateway:Limits:Drain", "Gateway:Limits:HeaderCount",
        })
        {
            told.ShouldContain(key);
        }

        told.ShouldNotContain("c2hvcnQ=");
    }

    [Theory]
    [InlineData("", "Gateway:Audit:File:Path is required")]
    [InlineData("/no/such/folder/audit.jsonl", "in a folder that does not exist")]
    public async Task An_audit_file_that_cannot_be_written_is_told_at_start(string path, string problem)
    {
        var thrown = await Should.ThrowAsync<OptionsValidationException>(() => TestGateway.StartAsync(settings: [("Gateway:Audit:Sinks:0", "file"), ("Gateway:Audit:File:Path", path)]));

        thrown.Message.ShouldContain(problem);
    }

    [Fact]
    public async Task A_bad_policy_file_stops_the_start_with_every_problem()
    {
        var thrown = await Should.ThrowAsync<PolicyFileException>(() => TestGateway.StartAsync(policy: "version: 2\ngrants: [{ id: x, whn: {} }]"));

        thrown.Message.ShouldContain("version");
        thrown.Message.ShouldContain("whn");
    }
}
