using Gateway.Forwarding.Endpoints;
using Gateway.Signing;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Endpoints;

/// <summary>Operations that are called elsewhere than at their service's own host, where nothing but the operation says so.</summary>
public sealed class OperationHostTests
{
    private const string Graph = "g-0123456789";
    private const string Account = "123456789012";

    [Theory]
    [InlineData("deadline", "GET", "/2023-10-12/farms", "management.deadline.eu-west-1.amazonaws.com deadline eu-west-1")]
    [InlineData("deadline", "POST", "/2023-10-12/farms/f1/fleets/f2/workers", "scheduling.deadline.eu-west-1.amazonaws.com deadline eu-west-1")]
    [InlineData("geo", "POST", "/maps/v0/list-maps", "cp.maps.geo.eu-west-1.amazonaws.com geo eu-west-1")]
    [InlineData("omics", "GET", "/runCache", "workflows-omics.eu-west-1.amazonaws.com omics eu-west-1")]
    [InlineData("neptune-graph", "GET", "/graphs", "neptune-graph.eu-west-1.amazonaws.com neptune-graph eu-west-1")]
    public void Method_and_path_say_the_prefix(string signingName, string method, string path, string expected) =>
        Ask.Scope(signingName, method: method, path: path).Line().ShouldBe(expected);

    [Theory]
    [InlineData("states", "AWSStepFunctions.StartSyncExecution", "sync-states.eu-west-1.amazonaws.com states eu-west-1")]
    [InlineData("states", "AWSStepFunctions.StartExecution", "states.eu-west-1.amazonaws.com states eu-west-1")]
    [InlineData("logs", "Logs_20140328.StartLiveTail", "stream-logs.eu-west-1.amazonaws.com logs eu-west-1")]
    [InlineData("servicediscovery", "Route53AutoNaming_v20170314.DiscoverInstances", "data-servicediscovery.eu-west-1.amazonaws.com servicediscovery eu-west-1")]
    public void Target_says_the_prefix(string signingName, string target, string expected) => Ask.Scope(signingName, target: target).Line().ShouldBe(expected);

    [Theory]
    [InlineData("deadline", "GET", "/2023-10-12/farms", "management.deadline.eu-west-1.amazonaws.com deadline eu-west-1")]
    [InlineData("geo", "POST", "/maps/v0/list-maps", "cp.maps.geo.eu-west-1.amazonaws.com geo eu-west-1")]
    public void A_path_or_a_host_that_names_the_service_alone_leaves_the_prefix_to_the_operation(string service, string method, string path, string expected)
    {
        Ask.Host(service + ".eu-west-1", service, "eu-west-1", method, path).Line().ShouldBe(expected);
        EndpointTable.Default.Resolve(new EndpointQuery { Service = service, Region = "eu-west-1", Method = method, Path = path, DefaultRegion = "eu-west-1" }).Line().ShouldBe(expected);
    }

    [Fact]
    public void A_prefix_that_the_host_has_is_kept_whatever_the_operation() =>
        Ask.Scope("deadline", method: "GET", path: "/2023-10-12/farms", host: "scheduling").Line().ShouldBe("scheduling.deadline.eu-west-1.amazonaws.com deadline eu-west-1");

    /// <summary>Each by its own method and path: no other operation may be taken for it.</summary>
    [Fact]
    public void Every_REST_operation_of_the_models_goes_to_its_own_host()
    {
        var wrong = new List<string>();
        var seen = 0;
        foreach (var service in Ask.Services.Where(service => service.OperationHosts.Values.Any(host => host.Header is null)))
        {
            var section = EmbeddedText.Read("operations.txt").Split("\n= ").SingleOrDefault(section => section.StartsWith(service.Name + "\n", StringComparison.Ordinal));
            foreach (var line in section?.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..] ?? [])
            {
                var (path, method, name) = line.Split(' ') switch { var fields => (fields[0], fields[1], fields[2]) };
                var parts = path.Replace("{}", "x1", StringComparison.Ordinal).Replace("{+}", "x1/x2", StringComparison.Ordinal).Split('?');
                var resolution = EndpointTable.Default.Resolve(new EndpointQuery
                {
                    Service = service.Name,
                    Region = "eu-west-1",
                    Method = method,
                    Path = parts[0],
                    Query = parts is [_, var query] ? query : "",
                    DefaultRegion = "eu-west-1",
                });
                var prefix = service.OperationHosts.GetValueOrDefault(name)?.Prefix ?? "";
                if (resolution.Endpoint?.Host.StartsWith(prefix + service.Name + ".", StringComparison.Ordinal) != true)
                {
                    wrong.Add($"{line}: {resolution.Line()}");
                }

                seen++;
            }
        }

        wrong.ShouldBeEmpty();
        seen.ShouldBeGreaterThan(700);
    }

    [Theory]
    [InlineData("ArcRegionSwitch.ListPlans", "/", "arc-region-switch-control-plane.us-east-1.api.aws arc-region-switch us-east-1")]
    [InlineData(null, "/service/ArcRegionSwitch/operation/CreatePlan", "arc-region-switch-control-plane.us-east-1.api.aws arc-region-switch us-east-1")]
    [InlineData("ArcRegionSwitch.StartPlanExecution", "/", "arc-region-switch.eu-west-1.api.aws arc-region-switch eu-west-1")]
    [InlineData(null, "/service/ArcRegionSwitch/operation/StartPlanExecution", "arc-region-switch.eu-west-1.api.aws arc-region-switch eu-west-1")]
    public void Plans_of_ARC_Region_switch_are_kept_by_its_control_plane(string? target, string path, string expected)
    {
        Ask.Scope("arc-region-switch", target: target, path: path).Line().ShouldBe(expected);
        Ask.Scope("arc-region-switch", target: target, path: path, host: "arc-region-switch.eu-west-1").Line().ShouldBe(expected);
    }

    [Theory]
    [InlineData("cn-northwest-1", "arc-region-switch-control-plane.cn-north-1.api.amazonwebservices.com.cn arc-region-switch cn-north-1")]
    [InlineData("us-gov-east-1", "arc-region-switch-control-plane.us-gov-west-1.api.aws arc-region-switch us-gov-west-1")]
    [InlineData("fips-us-west-2", "arc-region-switch-control-plane-fips.us-east-1.api.aws arc-region-switch us-east-1")]
    public void The_control_plane_is_in_one_region_of_each_partition(string region, string expected) =>
        Ask.Scope("arc-region-switch", region, target: "ArcRegionSwitch.ListPlans").Line().ShouldBe(expected);

    [Fact]
    public void A_control_plane_is_called_by_its_own_name_whatever_the_operation()
    {
        const string Expected = "arc-region-switch-control-plane.us-east-1.api.aws arc-region-switch us-east-1";

        Ask.Path("arc-region-switch-control-plane", "us-east-1").Line().ShouldBe(Expected);
        Ask.Host("arc-region-switch-control-plane.us-east-1").Line().ShouldBe(Expected);
    }

    [Theory]
    [InlineData("CertificateManager.ListAcmeEndpoints", "acm-acme.eu-west-1.api.aws acm eu-west-1")]
    [InlineData("CertificateManager.ListCertificates", "acm.eu-west-1.amazonaws.com acm eu-west-1")]
    public void ACME_of_ACM_has_a_host_of_its_own(string target, string expected) => Ask.Scope("acm", target: target).Line().ShouldBe(expected);

    [Fact]
    public void The_header_has_the_label()
    {
        Query(Graph).Line().ShouldBe("g-0123456789.eu-west-1.neptune-graph.amazonaws.com neptune-graph eu-west-1");
        Jobs(Account).Line().ShouldBe("123456789012.s3-control.eu-west-1.amazonaws.com s3 eu-west-1");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("*.")]
    [InlineData("a.b")]
    [InlineData("-a")]
    [InlineData("g-1,g-2")]
    [InlineData("evil.com/")]
    [InlineData("evil.com#")]
    [InlineData("g_1")]
    [InlineData("g-1\u3002evil")]
    public void Without_a_label_the_call_is_refused_with_what_to_do(string? label) => Query(label).Line().ShouldBe(
        "This operation of neptune-graph is called at a host that begins with a label, such as an account's id: send the label in the header graphidentifier and sign it, or call "
        + "{label}.neptune-graph.{region}.<gateway domain>, for which the gateway needs Gateway:Domain and wildcard DNS.");

    [Theory]
    [InlineData("graphidentifier;host", true)]
    [InlineData("host", false)]
    public void A_header_that_the_client_signed_has_the_label(string signedHeaders, bool isTaken) => EndpointTable.Default
        .Resolve(new EndpointQuery
        {
            SigningName = "neptune-graph",
            SigningRegion = "eu-west-1",
            Method = "POST",
            Path = "/queries",
            Headers = Headers("graphIdentifier", Graph),
            Signature = new SigV4Signature
            {
                AccessKeyId = "AKIA",
                Scope = new CredentialScope("20260101", "eu-west-1", "neptune-graph"),
                SignedHeaders = signedHeaders.AsMemory(),
                Signature = default,
                Timestamp = default,
                TimestampText = "",
            },
            DefaultRegion = "eu-west-1",
        }).IsResolved.ShouldBe(isTaken);

    [Theory]
    [InlineData(null)]
    [InlineData("12345678901")]
    [InlineData("my-account")]
    public void An_account_is_twelve_digits(string? account) => Jobs(account).IsResolved.ShouldBeFalse();

    [Fact]
    public void A_label_that_the_host_has_is_kept() => Ask.Scope("neptune-graph", method: "POST", path: "/queries", host: "g-abcdefghij", headers: Headers("graphIdentifier", Graph))
        .Line().ShouldBe("g-abcdefghij.eu-west-1.neptune-graph.amazonaws.com neptune-graph eu-west-1");

    [Theory]
    [InlineData(null)]
    [InlineData("data-")]
    [InlineData("data-signer.eu-west-1")]
    public void One_operation_of_two_services_at_one_host_is_not_ambiguous(string? host) =>
        Ask.Scope("signer", method: "GET", path: "/revocations", host: host).Line().ShouldBe("data-signer.eu-west-1.amazonaws.com signer eu-west-1");

    private static EndpointResolution Query(string? graph) => Ask.Scope("neptune-graph", method: "POST", path: "/queries", headers: Headers("graphIdentifier", graph));

    private static EndpointResolution Jobs(string? account) => Ask.Scope("s3", method: "GET", path: "/v20180820/jobs", headers: Headers("x-amz-account-id", account));

    private static HeaderDictionary Headers(string name, string? value) => value is null ? [] : new HeaderDictionary { [name] = value };
}
