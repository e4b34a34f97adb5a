using Gateway.RealTests.Parts;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Helm;

/// <summary>The chart without a cluster.</summary>
public sealed class ChartTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public static TheoryData<string> ValueSets => [.. Chart.ValueSets()];

    [Fact]
    public void Chart_brings_six_value_sets() => Chart.ValueSets().Count().ShouldBeGreaterThanOrEqualTo(6);

    [Theory]
    [MemberData(nameof(ValueSets))]
    public async Task Lint_finds_nothing(string set) =>
        (await HelmCli.RunAsync(_scratch, null, "lint", "--strict", Chart.Folder, "--values", Chart.ValuesOf(set))).ShouldSucceed();

    [Theory]
    [MemberData(nameof(ValueSets))]
    public async Task Value_set_renders_under_the_schema(string set) =>
        (await TemplateAsync("--values", Chart.ValuesOf(set))).ShouldSucceed().ShouldContain("kind: Deployment");

    [Theory]
    [InlineData("unknown=1", "additional properties 'unknown' not allowed")]
    [InlineData("gateway.unknown=1", "additional properties 'unknown' not allowed")]
    [InlineData("gateway.issuers[0].unknown=1", "additional properties 'unknown' not allowed")]
    [InlineData("gateway.aws.region=Ireland", "/gateway/aws/region")]
    [InlineData("gateway.issuers[0].authority=sso.example.com", "/gateway/issuers/0/authority")]
    [InlineData("gateway.forward.maxBufferedBody=1", "/gateway/forward/maxBufferedBody")]
    [InlineData("gateway.audit.sinks[0]=file", "/gateway/audit/sinks/0")]
    [InlineData("gateway.audit.whenFull=wait", "/gateway/audit/whenFull")]
    [InlineData("gateway.portal.issuer=sso.example.com", "/gateway/portal/issuer")]
    [InlineData("gateway.portal.scopes[0]=two words", "/gateway/portal/scopes/0")]
    [InlineData("management.port=80", "/management/port")]
    [InlineData("sessionKeys.names=", "/sessionKeys/names")]
    [InlineData("replicaCount=two", "/replicaCount")]
    public async Task Wrong_value_is_refused_by_its_path(string value, string complaint) =>
        (await TemplateAsync("--values", Chart.ValuesOf("minimal"), "--set", value)).ShouldFail().ShouldContain(complaint);

    [Theory]
    [InlineData("gateway.aws.region=", "gateway.aws.region is required")]
    [InlineData("gateway.issuers=null", "At least one issuer is required")]
    [InlineData("policy.inline=", "A policy is required")]
    [InlineData("policy.existingConfigMap=mine", "policy.inline or policy.existingConfigMap, not both")]
    [InlineData("ingress.enabled=true", "ingress.hosts is required")]
    [InlineData("httpRoute.enabled=true", "httpRoute.parentRefs is required")]
    [InlineData("serviceMonitor.enabled=true", "management.enabled is required")]
    [InlineData("serviceMonitor.enabled=true,management.enabled=true", "management.from is required")]
    [InlineData("gateway.portal.existingSecret=mine", "gateway.portal.clientId is required")]
    [InlineData("gateway.audit.sinks[0]=otlp", "gateway.telemetry.otlpEndpoint is required")]
    public async Task Missing_value_is_named(string value, string complaint) =>
        (await TemplateAsync("--values", Chart.ValuesOf("minimal"), "--set", value)).ShouldFail().ShouldContain(complaint);

    public void Dispose() => _scratch.Dispose();

    private Task<ClientResult> TemplateAsync(params IEnumerable<string> arguments) =>
        HelmCli.RunAsync(_scratch, null, ["template", "gw", Chart.Folder, .. arguments]);
}
