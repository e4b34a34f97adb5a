using Gateway.Tests.Forwarding;
using Gateway.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Audits;

/// <summary>What the record says of a call that went out.</summary>
public sealed class ForwardRecordTests
{
    [Fact]
    public async Task The_record_of_a_forwarded_call_names_both_keys()
    {
        await using var gateway = await TestGateway.StartAsync();
        var keys = await ClientKeys.MintAsync(gateway);

        await gateway.Client.SendAsync(new SignedRequest { Path = "/" }.Sign(gateway.Url, keys));

        var entry = await gateway.Audit.NextOfAsync("forward");
        (entry.ClientAccessKeyId, entry.AwsAccessKeyId).ShouldBe((keys.AccessKeyId, gateway.Aws.Requests[^1].AccessKeyId));
    }
}
