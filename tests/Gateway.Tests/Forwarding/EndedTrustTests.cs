using Gateway.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Forwarding;

/// <summary>What was minted while its issuer was trusted.</summary>
public sealed class EndedTrustTests
{
    /// <summary>The second gateway has the key of the first, and trusts another issuer.</summary>
    [Fact]
    public async Task Gateway_credentials_of_an_issuer_that_is_trusted_no_more_end()
    {
        await using var before = await TestGateway.StartAsync();
        await using var after = await TestGateway.StartAsync();
        var keys = await ClientKeys.MintAsync(before);

        var answer = await after.Client.SendAsync(new SignedRequest().Sign(after.Url, keys));

        ((int)answer.StatusCode).ShouldBe(400);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("The issuer behind the gateway credentials is no longer trusted here.");
    }
}
