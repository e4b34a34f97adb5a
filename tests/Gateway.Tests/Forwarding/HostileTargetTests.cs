using Gateway.Signing;
using Gateway.Tests.Forwarding.Wire;
using Gateway.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Forwarding;

/// <summary>Targets that proxies are known to rewrite; each reaches AWS byte for byte, with a signature that AWS takes.</summary>
public sealed class HostileTargetTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    public static TheoryData<string, string> Targets
    {
        get
        {
            var targets = new TheoryData<string, string>();
            foreach (var target in (string[])
            [
                "/orders/a%2Fb", "/orders/a%2fb", "/orders/%2F", "/orders/a+b", "/orders/a%2Bb+c", "/orders/b/../c", "/orders/./b/./c", "/orders/..", "/orders/%2E%2E/c",
                "/orders/%2e", "/orders//a///b//", "//orders/a", "/orders/a~b%7Ec", "/orders/%25%2525", "/orders/100%25/x", "/orders/%C3%A9%F0%9F%98%80", "/orders/%FF%80",
                "/orders/(*'!)@$,;:=&", "/orders/a%20b%09", "/orders/a%5Cb\\c", "/orders/%3F%23%5B%5D", "/orders/k?", "/orders/k?a=%7E&b&c=&=d&&e", "/orders/k?a=2&a=1&a&A=3&a=%31",
                "/orders/k?d=x+y%20z&e=%2B&f=a=b=c&g=?/:@",
            ])
            {
                targets.Add("s3", target);
                targets.Add("sqs", target);
            }

            return targets;
        }
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public async Task Target_reaches_AWS_byte_for_byte_with_a_right_signature(string service, string target)
    {
        var (gateway, mark) = (shared.Gateway, target.IndexOf('?', StringComparison.Ordinal));
        var failures = gateway.Aws.Failures.Count;
        var before = gateway.Aws.RequestCount;
        // An encoded slash in a key is one to no signer of S3.
        var form = service == "s3" && target.Contains("%2F", StringComparison.OrdinalIgnoreCase) ? PathForm.AsWritten : PathForm.Canonical;
        var request = new SignedRequest { Service = service, PathForm = form, Path = mark < 0 ? target : target[..mark], Query = mark < 0 ? "" : target[(mark + 1)..] };
        var head = WireHead.Of(request, gateway.Url, await ClientKeys.MintAsync(gateway)).WithRequestLine(_ => $"GET {target} HTTP/1.1");

        await WireConnection.ExchangeAsync(gateway.Url, head.Bytes());

        gateway.Aws.Failures.Skip(failures).Select(failure => $"{failure.Message} {failure.Recorded.Request.Target}").ShouldBeEmpty();
        gateway.Aws.Requests.Skip((int)before).Single(sent => sent.Service == service).Request.Target.ShouldBe(target);
    }

    [Theory]
    [InlineData("/orders/\u00c3\u00a9")]
    [InlineData("/orders/a%00b")]
    public async Task Target_that_is_no_URL_is_refused(string target)
    {
        var before = shared.Gateway.Aws.RequestCount;

        var answer = await WireConnection.ExchangeAsync(shared.Gateway.Url, WireHead.Of($"GET {target} HTTP/1.1", "Host: x", "Authorization: AWS4-HMAC-SHA256 x").Bytes());

        answer!.Status.ShouldBe(400);
        shared.Gateway.Aws.RequestCount.ShouldBe(before);
    }

    [Fact]
    public void There_are_twenty_five_targets() => Targets.Count.ShouldBe(2 * 25);
}
