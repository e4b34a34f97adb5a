using Gateway.Forwarding.Upstream;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Forwarding;

/// <summary>Which headers stay here, each by itself; that AWS sees none of them is in MustsTests.</summary>
public sealed class UpstreamHeadersTests
{
    private const string Host = "s3.eu-west-1.amazonaws.com";

    /// <summary>Written out, so that a name which is taken out of the gateway's list is missed.</summary>
    public static TheoryData<string> Kept =>
    [
        "Authorization", "X-Amz-Security-Token", "X-Amz-Date", "Date", "X-Amz-S3session-Token", "X-Gateway-Role", "Cookie",
        "Connection", "Keep-Alive", "Proxy-Connection", "Proxy-Authorization", "Proxy-Authenticate", "TE", "Trailer", "Transfer-Encoding", "Upgrade",
        "HTTP2-Settings", "Expect",
        "Forwarded", "Via", "X-Real-IP", "X-Original-For", "X-Original-Proto", "X-Original-Host", "traceparent", "tracestate", "baggage",
        "Host", "X-Forwarded-For", "x-auth-request-access-token", "x-amzn-oidc-data",
    ];

    [Theory]
    [MemberData(nameof(Kept))]
    public void What_identifies_the_client_or_is_of_its_connection_does_not_go_on(string name)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers[name] = "x";

        UpstreamHeaders.Of(request, Host).ShouldHaveSingleItem().Value.ToString().ShouldBe(Host);
    }

    [Theory]
    [MemberData(nameof(Kept))]
    public void The_same_holds_for_the_parameters_of_a_presigned_URL(string name) =>
        UpstreamHeaders.Of(new DefaultHttpContext().Request, Host, new Dictionary<string, string>(StringComparer.Ordinal) { [name] = "x" }).ShouldHaveSingleItem().Value.ToString().ShouldBe(Host);

    [Fact]
    public void What_else_the_client_sent_goes_on()
    {
        var request = new DefaultHttpContext().Request;
        request.Headers["x-amz-meta-a"] = "1";

        UpstreamHeaders.Of(request, Host, new Dictionary<string, string>(StringComparer.Ordinal) { ["x-amz-meta-b"] = "2" })
            .Select(header => $"{header.Key}: {header.Value}").ShouldBe([$"Host: {Host}", "x-amz-meta-a: 1", "x-amz-meta-b: 2"]);
    }
}
