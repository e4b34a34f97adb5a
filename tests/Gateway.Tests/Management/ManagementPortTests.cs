using System.Net;
using Gateway.Management;
using Gateway.Tests.Forwarding;
using Gateway.Tests.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Management;

public sealed class ManagementPortTests(OperatorGateway shared) : IClassFixture<OperatorGateway>
{
    private TestGateway Gateway => shared.Gateway;

    [Theory]
    [InlineData("/livez")]
    [InlineData("/readyz")]
    public async Task Health_may_be_probed_by_HEAD(string door)
    {
        using var probe = new HttpRequestMessage(HttpMethod.Head, Gateway.Url + door);

        (await Gateway.Client.SendAsync(probe)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/livez")]
    [InlineData("/readyz")]
    public async Task Health_is_told_on_both_ports(string door)
    {
        (await Gateway.Client.GetAsync(Gateway.Url + door)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Gateway.Client.GetAsync(Gateway.ManagementUrl + door)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Management_is_hidden_from_the_public_port_whatever_host_the_request_names()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Gateway.Url + "/management/revocations");
        request.Headers.Authorization = new("Bearer", shared.Operator);
        request.Headers.Host = new Uri(Gateway.ManagementUrl).Authority;

        var answer = await Gateway.Client.SendAsync(request);

        ((int)answer.StatusCode).ShouldBe(404);
        (await answer.CodeAsync()).ShouldBe("no-such-door");
    }

    [Theory]
    [InlineData("/api/roles")]
    [InlineData("/api/configuration")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/aws/s3/eu-west-1/")]
    [InlineData("/anything")]
    public async Task The_public_doors_are_not_on_the_management_port(string door) =>
        (await (await OperatorGateway.SendAsync(Gateway, HttpMethod.Get, door, shared.Operator)).CodeAsync()).ShouldBe("no-such-door");

    [Theory]
    [InlineData("PUT", "/management/revocations", "GET, POST")]
    [InlineData("DELETE", "/management/revocations", "GET, POST")]
    [InlineData("POST", "/livez", "GET, HEAD")]
    public async Task A_method_that_a_door_does_not_take_is_told_with_those_it_does(string method, string door, string allowed)
    {
        var answer = await OperatorGateway.SendAsync(Gateway, new HttpMethod(method), door, shared.Operator);

        ((int)answer.StatusCode).ShouldBe(405);
        answer.Content.Headers.Allow.ShouldBe(allowed.Split(", "));
        (await answer.JsonAsync()).Text("detail").ShouldBe($"It takes {allowed}.");
    }

    [Fact]
    public async Task A_signed_request_is_not_forwarded_from_the_management_port()
    {
        var keys = await ClientKeys.MintAsync(Gateway);

        var answer = await Gateway.Client.SendAsync(new SignedRequest { Path = "/" }.Sign(Gateway.ManagementUrl, keys));

        ((int)answer.StatusCode).ShouldBe(404);
    }

    [Fact]
    public async Task A_bucket_named_management_is_reached_by_a_signed_request_on_the_public_port()
    {
        var keys = await ClientKeys.MintAsync(Gateway);

        var answer = await Gateway.Client.SendAsync(new SignedRequest { Path = "/management/revocations" }.Sign(Gateway.Url, keys));

        (await answer.Content.ReadAsStringAsync()).ShouldContain("NoSuchBucket");
    }

    [Fact]
    public async Task Without_a_port_there_is_no_management_anywhere()
    {
        await using var gateway = await TestGateway.StartAsync(settings: [("Gateway:Management:Role", "operator")]);

        (await (await gateway.GetAsync("/management/revocations", gateway.Keycloak.MintAccessToken("demo"))).CodeAsync()).ShouldBe("no-such-door");
        (await gateway.Client.GetStringAsync("/openapi/v1.json")).ShouldNotContain("/management");
    }

    [Theory]
    [InlineData("http://a:1;https://b:2", "8080", null, "http://a:1 https://b:2")]
    [InlineData(null, "8080;8081", "8443", "http://*:8080 http://*:8081 https://*:8443")]
    [InlineData(null, null, null, "http://localhost:5000")]
    public void The_public_addresses_stay_as_they_are_configured(string? urls, string? http, string? https, string expected)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["urls"] = urls,
            ["http_ports"] = http,
            ["https_ports"] = https,
        }).Build();

        string.Join(' ', ManagementEndpoint.PublicUrls(configuration)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("urls", "http://127.0.0.2:18099")]
    [InlineData("urls", "http://127.0.0.2:18098;https://127.0.0.2:18099")]
    [InlineData("Kestrel:Endpoints:Public:Url", "http://127.0.0.2:18099")]
    public async Task A_public_address_with_the_management_port_stops_the_start(string key, string value)
    {
        var thrown = await Should.ThrowAsync<OptionsValidationException>(() =>
            TestGateway.StartAsync(settings: [(key, value), ("Gateway:Management:Port", "18099"), ("Gateway:Management:Address", "http://127.0.0.1")]));

        thrown.Failures.ShouldBe(
            [$"Gateway:Management:Port 18099 is the port of the public address {value.Split(';')[^1]} as well; choose another, since requests for management are told apart by the port alone."]);
    }

    [Fact]
    public async Task With_Kestrel_s_own_endpoints_the_management_port_stands_beside_them()
    {
        await using var gateway = await TestGateway.StartAsync(settings:
        [
            ("Kestrel:Endpoints:Public:Url", "http://127.0.0.1:0"), ("Gateway:Management:Port", "0"), ("Gateway:Management:Address", "http://127.0.0.1"),
        ]);

        (await gateway.Client.GetAsync(gateway.Url + "/api/configuration")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await gateway.Client.GetAsync(gateway.ManagementUrl + "/api/configuration")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await gateway.Client.GetAsync(gateway.ManagementUrl + "/livez")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
