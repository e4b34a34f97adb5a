using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Gateway.Telemetry;
using Gateway.Tests.Forwarding;
using Gateway.Tests.Hosting;
using Gateway.Tests.Portal;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Telemetry;

public sealed class TracingTests
{
    private const string TraceId = "0af7651916cd43dd8448eb211c80319c";
    private const string Parent = $"00-{TraceId}-b7ad6b7169203331-01";

    [Fact]
    public async Task A_forwarded_call_is_one_trace_with_a_span_for_each_stage()
    {
        await using var gateway = await TestGateway.StartAsync();

        await ForwardAsync(gateway);
        await gateway.Audit.NextAsync();
        await gateway.Audit.NextAsync();

        var spans = await SpansAsync(gateway, TraceId, until: "GET forward");
        spans.Select(span => span.OperationName).Where(name => !name.Contains('.', StringComparison.Ordinal)).ShouldBe(
            [Tracing.Resolve, Tracing.Authenticate, Tracing.Verify, Tracing.Authorise, Tracing.AssumeRole, Tracing.Assume, Tracing.Sign, Tracing.Forward], ignoreOrder: true);
    }

    [Fact]
    public async Task The_clients_trace_goes_on_in_the_gateway()
    {
        await using var gateway = await TestGateway.StartAsync();

        await ForwardAsync(gateway);
        var server = (await SpansAsync(gateway, TraceId, until: "GET forward")).Single(span => span.Kind == ActivityKind.Server);

        server.ParentSpanId.ToHexString().ShouldBe("b7ad6b7169203331");
    }

    [Fact]
    public async Task Span_and_audit_record_know_each_other()
    {
        await using var gateway = await TestGateway.StartAsync();

        await ForwardAsync(gateway);
        await gateway.Audit.NextAsync();
        var record = await gateway.Audit.NextAsync();
        var server = (await SpansAsync(gateway, TraceId, until: "GET forward")).Single(span => span.Kind == ActivityKind.Server);

        record.TraceId.ShouldBe(TraceId);
        server.GetTagItem(TagNames.RequestId).ShouldBe(record.RequestId);
        server.GetTagItem(TagNames.Outcome).ShouldBe("allowed");
    }

    [Fact]
    public async Task A_refused_call_says_why_on_its_span()
    {
        await using var gateway = await TestGateway.StartAsync();

        using var request = new SignedRequest().Sign(gateway.Url, ClientKeys.OfToken(gateway, role: "analyst"));
        request.Headers.Add("traceparent", Parent);
        await gateway.Client.SendAsync(request);
        var server = (await SpansAsync(gateway, TraceId, until: "GET forward")).Single(span => span.Kind == ActivityKind.Server);

        server.GetTagItem(TagNames.Reason).ShouldBe("role-not-granted");
        server.GetTagItem(TagNames.HttpStatus).ShouldBe(403);
    }

    [Fact]
    public async Task No_trace_reaches_AWS_neither_S3_nor_STS()
    {
        await using var gateway = await TestGateway.StartAsync();

        await ForwardAsync(gateway);

        gateway.Aws.Requests.Count.ShouldBe(2);
        foreach (var seen in gateway.Aws.Requests)
        {
            seen.Request.Headers.ShouldNotContain(header => header.Name == "traceparent" || header.Name == "tracestate" || header.Name == "baggage");
        }
    }

    [Fact]
    public async Task No_trace_reaches_the_issuer_by_a_login_of_the_CLI()
    {
        await using var gateway = await TestGateway.StartAsync();
        var issuer = new IssuerSight(gateway);
        var client = await SendAsync("/sso-oidc/client/register", new { clientName = "a laptop", clientType = "public" });

        await SendAsync("/sso-oidc/device_authorization", new { clientId = client.Text("clientId"), clientSecret = client.Text("clientSecret"), startUrl = gateway.Url });

        issuer.ShouldHaveBeenAsked("/auth/device");
        issuer.Traces.ShouldBeEmpty();

        async Task<JsonElement> SendAsync(string path, object body)
        {
            using var request = Traced(new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) });
            return await (await gateway.Client.SendAsync(request)).EnsureSuccessStatusCode().JsonAsync();
        }
    }

    [Fact]
    public async Task No_trace_reaches_the_issuer_by_a_sign_in_at_the_portal()
    {
        await using var gateway = await PortalGateway.StartAsync();
        var issuer = new IssuerSight(gateway);
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(gateway.Url) };
        using var request = Traced(new HttpRequestMessage(HttpMethod.Get, "/"));
        request.Headers.Add("Accept", "text/html");

        (await browser.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        issuer.ShouldHaveBeenAsked("/ext/par/request");
        issuer.Traces.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_trace_reaches_AWS_where_that_is_asked_for_and_STS_never()
    {
        await using var gateway = await TestGateway.StartAsync(settings: [("Gateway:Telemetry:PropagateToAws", "true")]);

        await ForwardAsync(gateway);

        var forwarded = gateway.Aws.Requests.Single(seen => seen.Service == "s3").Request;
        var forward = (await SpansAsync(gateway, TraceId, until: "GET forward")).Single(span => span.OperationName == Tracing.Forward);
        forwarded.Header("traceparent").ShouldBe($"00-{TraceId}-{forward.SpanId.ToHexString()}-01");
        forwarded.Header("tracestate").ShouldBe("vendor=1");
        forwarded.Header("baggage").ShouldBeNull();
        gateway.Aws.Requests.Single(seen => seen.Service == "sts").Request.Header("traceparent").ShouldBeNull();
        gateway.Aws.Failures.ShouldBeEmpty();
    }

    [Fact]
    public async Task Credentials_are_authenticated_authorised_and_assumed_in_spans()
    {
        await using var gateway = await TestGateway.StartAsync();

        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/credentials?role=orders-reader");
        request.Headers.Authorization = new("Bearer", gateway.Keycloak.MintAccessToken("demo"));
        request.Headers.Add("traceparent", Parent);
        await gateway.Client.SendAsync(request);

        var spans = await SpansAsync(gateway, TraceId, until: "GET credentials");
        spans.Select(span => span.OperationName).Where(name => !name.Contains('.', StringComparison.Ordinal))
            .ShouldBe([Tracing.Authenticate, Tracing.Authorise, Tracing.AssumeRole, Tracing.Assume], ignoreOrder: true);
    }

    private static async Task ForwardAsync(TestGateway gateway)
    {
        using var request = Traced(new SignedRequest { Path = "/" }.Sign(gateway.Url, await ClientKeys.MintAsync(gateway)));
        (await gateway.Client.SendAsync(request)).EnsureSuccessStatusCode();
    }

    private static HttpRequestMessage Traced(HttpRequestMessage request)
    {
        request.Headers.Add("traceparent", Parent);
        request.Headers.Add("tracestate", "vendor=1");
        request.Headers.Add("baggage", "who=someone");
        return request;
    }

    /// <summary>The trace's spans once the one around the request has ended, a moment after the client has its answer.</summary>
    private static async Task<IReadOnlyList<Activity>> SpansAsync(TestGateway gateway, string trace, string until)
    {
        List<Activity> spans = [];
        await Waiting.UntilAsync(
            () =>
            {
                spans = [.. gateway.Telemetry.Spans.Where(span => span.TraceId.ToHexString() == trace)];
                return spans.Exists(span => span.DisplayName == until);
            },
            $"the span '{until}' of the trace {trace}");
        return spans;
    }

    /// <summary>What the issuer is asked from now on, and by which headers it could tell a trace.</summary>
    private sealed class IssuerSight
    {
        private readonly ConcurrentQueue<string> paths = new();
        private readonly ConcurrentQueue<string> traces = new();

        public IssuerSight(TestGateway gateway) => gateway.Keycloak.Sees = request =>
        {
            paths.Enqueue(request.Path);
            foreach (var header in request.Headers.Where(header => header.Key.ToUpperInvariant() is "TRACEPARENT" or "TRACESTATE" or "BAGGAGE" or "CORRELATION-CONTEXT"))
            {
                traces.Enqueue($"{request.Path} {header.Key}: {header.Value}");
            }
        };

        public IEnumerable<string> Traces => traces;

        public void ShouldHaveBeenAsked(string path) => paths.ShouldContain(asked => asked.EndsWith(path, StringComparison.Ordinal));
    }
}
