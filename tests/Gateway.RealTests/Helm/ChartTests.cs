using Gateway.RealTests.Parts;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Helm;

/// <summary>The chart without a cluster.</summary>
public sealed class ChartTests : IDisposable
{
    private const string Spread = "topologySpreadConstraints[0].topologyKey=zone,topologySpreadConstraints[0].maxSkew=1,topologySpreadConstraints[0].minDomains=3,topologySpreadConstraints[0].";

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
    [InlineData("gateway.issuers[0].audience= ", "/gateway/issuers/0/audience")]
    [InlineData("gateway.forward.maxBufferedBody=1", "/gateway/forward/maxBufferedBody")]
    [InlineData("gateway.audit.sinks[0]=file", "/gateway/audit/sinks/0")]
    [InlineData("gateway.audit.whenFull=wait", "/gateway/audit/whenFull")]
    [InlineData("gateway.portal.issuer=sso.example.com", "/gateway/portal/issuer")]
    [InlineData("gateway.portal.scopes[0]=two words", "/gateway/portal/scopes/0")]
    [InlineData("management.port=80", "/management/port")]
    [InlineData("sessionKeys.names=", "/sessionKeys/names")]
    [InlineData("replicaCount=two", "/replicaCount")]
    [InlineData("service.externalTrafficPolicy=local", "/service/externalTrafficPolicy")]
    [InlineData("gateway.limits=null", "missing property 'limits'")]
    [InlineData("redis=null", "missing property 'redis'")]
    [InlineData("sessionKeys.names=null", "missing property 'names'")]
    [InlineData(Spread + "whenUnsatisfiable=ScheduleAnyway", "/topologySpreadConstraints/0/whenUnsatisfiable")]
    public async Task Wrong_value_is_refused_by_its_path(string value, string complaint) =>
        (await TemplateAsync("--values", Chart.ValuesOf("minimal"), "--set", value)).ShouldFail().ShouldContain(complaint);

    [Theory]
    [InlineData("existing", "Gateway__Sessions__Keys__0", "Gateway__Sessions__Keys__1", "Gateway__Portal__ClientSecret")]
    [InlineData("eks", "Gateway__Sessions__Keys__0", "Gateway__Redis")]
    public async Task Secrets_that_are_files_stand_in_no_environment(string set, params string[] settings)
    {
        var rendered = (await TemplateAsync("--values", Chart.ValuesOf(set), "--set", "secretsAsFiles=true")).ShouldSucceed();

        rendered.ShouldNotContain("secretKeyRef");
        foreach (var setting in settings)
        {
            rendered.ShouldContain($"path: {setting}\n");
            rendered.ShouldNotContain($"- name: {setting}\n");
        }
    }

    [Fact]
    public async Task Least_number_of_zones_is_taken_where_it_is_insisted_on() =>
        (await TemplateAsync("--values", Chart.ValuesOf("minimal"), "--set", Spread + "whenUnsatisfiable=DoNotSchedule")).ShouldSucceed().ShouldContain("minDomains: 3");

    [Theory]
    [InlineData("gateway.aws.region=", "gateway.aws.region is required")]
    [InlineData("gateway.issuers=null", "At least one issuer is required")]
    [InlineData("gateway.operatorIssuer=https://sso.example.com/realms/example", "gateway.operatorRole is required for gateway.operatorIssuer")]
    [InlineData("policy.inline=", "A policy is required")]
    [InlineData("policy.existingConfigMap=mine", "policy.inline or policy.existingConfigMap, not both")]
    [InlineData("ingress.enabled=true", "ingress.hosts is required")]
    [InlineData("httpRoute.enabled=true", "httpRoute.parentRefs is required")]
    [InlineData("serviceMonitor.enabled=true,management.enabled=false", "management.enabled is required")]
    [InlineData("serviceMonitor.enabled=true", "management.from is required")]
    [InlineData("gateway.portal.existingSecret=mine", "gateway.portal.clientId is required")]
    [InlineData("gateway.audit.sinks[0]=otlp", "gateway.telemetry.otlpEndpoint is required")]
    [InlineData("gateway.audit.queueLength=2000", "gateway.audit.queueLength (2000) must be more than gateway.limits.concurrentRequests (2000)")]
    [InlineData("gateway.limits.concurrentRequests=10000", "gateway.audit.queueLength (10000) must be more than gateway.limits.concurrentRequests (10000)")]
    [InlineData("gateway.operatorRole=operator,management.enabled=false", "management.enabled is required")]
    [InlineData("management.port=8080", "management.port (8080) is the port that callers come by")]
    [InlineData("management.port=8443,tls.existingSecret=mine", "management.port (8443) is the port that callers come by")]
    [InlineData("redis.existingSecret=mine", "networkPolicy.extraEgress is required for redis")]
    [InlineData("gateway.telemetry.otlpEndpoint=http://collector.observability.svc:4317", "networkPolicy.extraEgress is required for gateway.telemetry.otlpEndpoint on port 4317")]
    [InlineData("gateway.telemetry.otlpEndpoint=http://collector.observability.svc/v1:443", "networkPolicy.extraEgress is required for gateway.telemetry.otlpEndpoint on port 80")]
    [InlineData("gateway.aws.endpointUrl=https://minio.storage.svc:9000", "networkPolicy.extraEgress is required for gateway.aws.endpointUrl on port 9000")]
    [InlineData("gateway.aws.endpoints.s3=http://[fd00::443]", "networkPolicy.extraEgress is required for gateway.aws.endpoints.s3 on port 80")]
    [InlineData("gateway.issuers[0].authority=https://sso.example.com:8443/realms/example", "networkPolicy.issuer.to or networkPolicy.extraEgress is required for gateway.issuers[0].authority on port 8443")]
    [InlineData("gateway.issuers[0].metadataAddress=http://keycloak.sso.svc/realms/example", "networkPolicy.issuer.to or networkPolicy.extraEgress is required for gateway.issuers[0].metadataAddress on port 80")]
    [InlineData("gateway.issuers[1].authority=https://ci.example.com:444,gateway.issuers[1].audience=gateway", "networkPolicy.issuer.to or networkPolicy.extraEgress is required for gateway.issuers[1].authority on port 444")]
    public async Task Missing_value_is_named(string value, string complaint) =>
        (await TemplateAsync("--values", Chart.ValuesOf("minimal"), "--set", value)).ShouldFail().ShouldContain(complaint);

    [Theory]
    [InlineData("gateway.portal.clientId=portal,gateway.portal.issuer=https://other.example.com", "gateway.portal.issuer (https://other.example.com) is the authority of none")]
    [InlineData("gateway.sso.issuer=https://sso.example.com/realms/other", "gateway.sso.issuer (https://sso.example.com/realms/other) is the authority of none")]
    [InlineData("gateway.operatorRole=operator,gateway.operatorIssuer=https://sso.example.com", "gateway.operatorIssuer (https://sso.example.com) is the authority of none")]
    [InlineData("gateway.issuers[0].authority=http://keycloak.sso.svc/realms/example", "gateway.issuers[0].authority (http://keycloak.sso.svc/realms/example) is plain http")]
    [InlineData("gateway.issuers[0].metadataAddress=http://127.0.0.1.example.com/discovery", "gateway.issuers[0].metadataAddress (http://127.0.0.1.example.com/discovery) is plain http")]
    [InlineData("gateway.issuers[0].authority=http://127.0.0.1:8080,gateway.issuers[0].requireHttpsMetadata=true", "gateway.issuers[0].authority (http://127.0.0.1:8080) is plain http")]
    [InlineData("gateway.issuers[1].authority=https://sso.example.com/realms/example/,gateway.issuers[1].audience=gateway", "is that of an issuer above it")]
    [InlineData("gateway.issuers[1].authority=https://sso.example.com/realms/example//,gateway.issuers[1].audience=gateway", "is that of an issuer above it")]
    [InlineData("gateway.issuers[0].authority=http://127.0.0.999:8080", "gateway.issuers[0].authority (http://127.0.0.999:8080) is plain http")]
    public async Task Issuer_that_the_gateway_would_refuse_at_its_start_is_refused(string values, string complaint) =>
        (await TemplateAsync("--values", Chart.ValuesOf("minimal"), "--set", "networkPolicy.enabled=false", "--set", values)).ShouldFail().ShouldContain(complaint);

    [Theory]
    [InlineData("gateway.portal.clientId=portal,gateway.portal.issuer=https://sso.example.com/realms/example")]
    [InlineData("gateway.sso.issuer=https://sso.example.com/realms/example/")] // A slash makes no other issuer.
    [InlineData("gateway.operatorRole=operator,gateway.operatorIssuer=https://sso.example.com/realms/example")]
    [InlineData("gateway.issuers[0].authority=http://keycloak.sso.svc/realms/example,gateway.issuers[0].requireHttpsMetadata=false")]
    [InlineData("gateway.issuers[0].authority=http://localhost:8080/realms/example")]
    [InlineData("gateway.issuers[0].authority=http://LOCALHOST/realms/example")]
    [InlineData("gateway.issuers[0].authority=http://[::1]:8080")]
    [InlineData("gateway.sso.issuer=https://sso.example.com/realms/example//")]
    [InlineData("gateway.issuers[0].authority=http://sso.example.com,gateway.issuers[0].metadataAddress=https://sso.example.com/discovery")] // The authority is a name alone.
    public async Task Issuer_that_the_gateway_takes_is_taken(string values) =>
        (await TemplateAsync("--values", Chart.ValuesOf("minimal"), "--set", "networkPolicy.enabled=false", "--set", values)).ShouldSucceed();

    [Theory]
    [InlineData("gateway.telemetry.otlpEndpoint=https://collector.example.com")]
    [InlineData("gateway.aws.endpoints.s3=https://[fd00::80]:443/path:80")]
    [InlineData("gateway.aws.endpointUrl=http://minio.storage.svc:9000,networkPolicy.enabled=false")]
    [InlineData("gateway.aws.endpointUrl=http://minio.storage.svc:9000,networkPolicy.extraEgress[0].ports[0].port=9000")]
    [InlineData("gateway.issuers[0].authority=https://sso.example.com:8443,networkPolicy.enabled=false")]
    [InlineData("gateway.issuers[0].authority=https://sso.example.com:8443,networkPolicy.issuer.to[0].ipBlock.cidr=10.0.9.0/24")]
    [InlineData("gateway.issuers[0].authority=https://sso.example.com:8443,networkPolicy.extraEgress[0].ports[0].port=8443")]
    [InlineData("gateway.issuers[0].authority=http://sso.example.com:8080,gateway.issuers[0].metadataAddress=https://sso.example.com/discovery")] // The authority is a name alone.
    public async Task Address_that_the_network_policy_lets_out_to_is_taken(string values) =>
        (await TemplateAsync("--values", Chart.ValuesOf("minimal"), "--set", values)).ShouldSucceed();

    [Theory]
    [InlineData("gateway.forward.idleTimeout=00:17:01", "gateway.forward.idleTimeout lets a call last 1021 s")]
    [InlineData("shutdown.drainSeconds=959", "gateway.forward.idleTimeout (default) lets a call last 960 s")]
    [InlineData("httpRoute.requestTimeout=1h30m1s1ms", "httpRoute.requestTimeout lets a call last 5402 s")]
    [InlineData("gateway.limits.longestCall=02:00:00", "gateway.limits.longestCall lets a call last 7200 s")]
    [InlineData("gateway.forward.idleTimeout=00:08:09,shutdown.drainSeconds=488", "gateway.forward.idleTimeout lets a call last 489 s")]
    public async Task Drain_shorter_than_the_longest_call_is_refused(string values, string complaint) =>
        (await TemplateAsync("--values", Chart.ValuesOf("minimal"), "--set", values)).ShouldFail().ShouldContain(complaint);

    [Theory]
    [InlineData("gateway.forward.idleTimeout=00:17:00")]
    [InlineData("shutdown.drainSeconds=960")]
    [InlineData("httpRoute.requestTimeout=17m")]
    [InlineData("gateway.forward.idleTimeout=00:08:09,shutdown.drainSeconds=489")]
    public async Task Drain_as_long_as_the_longest_call_is_taken(string values) =>
        (await TemplateAsync("--values", Chart.ValuesOf("minimal"), "--set", values)).ShouldSucceed();

    [Theory]
    [InlineData("tmp.sizeLimit=768Mi", "tmp.sizeLimit (768Mi) must be more than gateway.forward.maxBufferedTotal (default), 805306368 bytes")]
    [InlineData("tmp.sizeLimit=805306368", "tmp.sizeLimit (805306368) must be more than")]
    [InlineData("tmp.sizeLimit=0.8G", "tmp.sizeLimit (0.8G) must be more than")]
    [InlineData("gateway.forward.maxBufferedTotal=1073741824", "tmp.sizeLimit (1Gi) must be more than gateway.forward.maxBufferedTotal, 1073741824 bytes")]
    [InlineData("gateway.forward.maxBufferedTotal=1099511627776,tmp.sizeLimit=1Ti", "tmp.sizeLimit (1Ti) must be more than")]
    [InlineData("gateway.forward.maxBufferedBody=2147483648", "tmp.sizeLimit (1Gi) must be more than gateway.forward.maxBufferedBody, 2147483648 bytes")]
    public async Task Temporary_space_that_held_bodies_would_fill_is_refused(string values, string complaint) =>
        (await TemplateAsync("--values", Chart.ValuesOf("minimal"), "--set", values)).ShouldFail().ShouldContain(complaint);

    [Theory]
    [InlineData("tmp.sizeLimit=769Mi")]
    [InlineData("tmp.sizeLimit=0.81G")]
    [InlineData("tmp.sizeLimit=805306369")]
    [InlineData("tmp.sizeLimit=null")] // As much as the node has.
    [InlineData("gateway.forward.maxBufferedTotal=1073741823")]
    [InlineData("gateway.forward.maxBufferedTotal=1048576,gateway.forward.maxBufferedBody=1048576,tmp.sizeLimit=1.5Mi")]
    public async Task Temporary_space_for_all_held_bodies_is_taken(string values) =>
        (await TemplateAsync("--values", Chart.ValuesOf("minimal"), "--set", values)).ShouldSucceed();

    [Theory]
    [InlineData("podDisruptionBudget.minAvailable=2", "podDisruptionBudget.minAvailable (2) lets no pod go where there are 2 (replicaCount)")]
    [InlineData("podDisruptionBudget.minAvailable=1,replicaCount=1", "podDisruptionBudget.minAvailable (1) lets no pod go where there are 1 (replicaCount)")]
    [InlineData("podDisruptionBudget.minAvailable=100%,replicaCount=10", "podDisruptionBudget.minAvailable (100%) lets no pod go where there are 10 (replicaCount)")]
    [InlineData("podDisruptionBudget.minAvailable=51%", "podDisruptionBudget.minAvailable (51%) lets no pod go")] // Rounded up, to both.
    [InlineData("podDisruptionBudget.minAvailable=3,replicaCount=9,autoscaling.enabled=true,autoscaling.minReplicas=3", "lets no pod go where there are 3 (autoscaling.minReplicas)")]
    [InlineData("podDisruptionBudget.maxUnavailable=0", "podDisruptionBudget.maxUnavailable (0) lets no pod go")]
    [InlineData("podDisruptionBudget.maxUnavailable=0%", "podDisruptionBudget.maxUnavailable (0%) lets no pod go")]
    public async Task Disruption_budget_that_lets_no_pod_go_is_refused(string values, string complaint) =>
        (await TemplateAsync("--values", Chart.ValuesOf("minimal"), "--set", values)).ShouldFail().ShouldContain(complaint);

    [Theory]
    [InlineData("podDisruptionBudget.minAvailable=1")]
    [InlineData("podDisruptionBudget.minAvailable=50%")]
    [InlineData("podDisruptionBudget.minAvailable=2,autoscaling.enabled=true,autoscaling.minReplicas=3,replicaCount=1")]
    [InlineData("podDisruptionBudget.minAvailable=2,podDisruptionBudget.enabled=false")]
    [InlineData("podDisruptionBudget.minAvailable=1,replicaCount=0")] // Scaled down by hand: there is no pod to hold.
    [InlineData("podDisruptionBudget.maxUnavailable=1%")] // Rounded up, to one.
    [InlineData("replicaCount=1")]
    public async Task Disruption_budget_that_lets_a_pod_go_is_taken(string values) =>
        (await TemplateAsync("--values", Chart.ValuesOf("minimal"), "--set", values)).ShouldSucceed();

    [Fact]
    public async Task Autoscaler_with_more_pods_at_least_than_at_most_is_refused() =>
        (await TemplateAsync("--values", Chart.ValuesOf("minimal"), "--set", "autoscaling.enabled=true,autoscaling.minReplicas=11"))
            .ShouldFail().ShouldContain("autoscaling.minReplicas (11) must not be more than autoscaling.maxReplicas (10)");

    [Fact]
    public async Task Autoscaler_with_as_many_pods_at_least_as_at_most_is_taken() =>
        (await TemplateAsync("--values", Chart.ValuesOf("minimal"), "--set", "autoscaling.enabled=true,autoscaling.minReplicas=10")).ShouldSucceed();

    [Theory]
    [InlineData("management.port=8443")]
    [InlineData("management.port=8080,tls.existingSecret=mine")]
    [InlineData("management.port=8080,management.enabled=false")]
    public async Task Management_port_that_callers_do_not_come_by_is_taken(string values) =>
        (await TemplateAsync("--values", Chart.ValuesOf("minimal"), "--set", values)).ShouldSucceed();

    [Fact]
    public async Task Docs_name_every_value_set()
    {
        var docs = await File.ReadAllTextAsync(Repository.PathOf("docs", "kubernetes.md"), TestContext.Current.CancellationToken);

        Chart.ValueSets().ShouldAllBe(set => docs.Contains($"`{set}`"));
    }

    [Fact]
    public async Task Docs_name_every_alert()
    {
        var docs = await File.ReadAllTextAsync(Repository.PathOf("docs", "kubernetes.md"), TestContext.Current.CancellationToken);
        var alerts = (await File.ReadAllLinesAsync(Repository.PathOf("deploy", "helm", "gateway", "rules", "alerts.yaml"), TestContext.Current.CancellationToken))
            .Where(line => line.Contains("- alert:", StringComparison.Ordinal)).Select(line => line.Split(':')[1].Trim()).ToList();

        alerts.Count.ShouldBeGreaterThan(10);
        alerts.ShouldAllBe(alert => docs.Contains($"| {alert} |"));
    }

    public void Dispose() => _scratch.Dispose();

    private Task<ClientResult> TemplateAsync(params IEnumerable<string> arguments) =>
        HelmCli.RunAsync(_scratch, null, ["template", "gw", Chart.Folder, .. arguments]);
}
