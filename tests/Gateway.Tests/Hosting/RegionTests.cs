using Gateway.Aws;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Hosting;

/// <summary>A policy file and an issuer are all that a gateway must be told.</summary>
public sealed class RegionTests
{
    [Theory]
    [InlineData("eu-west-1", "eu-north-1", "eu-south-1", "eu-west-1")]
    [InlineData("", "eu-north-1", "eu-south-1", "eu-north-1")]
    [InlineData("", "", "eu-south-1", "eu-south-1")]
    [InlineData("", "", "", "us-east-1")]
    public async Task The_region_is_the_SDKs_where_none_is_set(string own, string region, string defaultRegion, string expected)
    {
        await using var gateway = await TestGateway.StartAsync(
            settings: [("Gateway:Aws:Region", own), ("AWS_REGION", region), ("AWS_DEFAULT_REGION", defaultRegion)]);

        gateway.Services.GetRequiredService<IOptions<AwsOptions>>().Value.Region.ShouldBe(expected);
        (await gateway.Client.GetStringAsync("/readyz")).Contains("nothing names a region", StringComparison.Ordinal).ShouldBe(own + region + defaultRegion == "");
    }
}
