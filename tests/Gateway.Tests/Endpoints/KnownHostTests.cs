using Gateway.Forwarding.Endpoints;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Endpoints;

public sealed class KnownHostTests
{
    [Theory]
    [InlineData("s3.eu-west-1.amazonaws.com")]
    [InlineData("S3.EU-WEST-1.AMAZONAWS.COM")]
    [InlineData("sts.cn-north-1.amazonaws.com.cn")]
    [InlineData("dsql.eu-west-1.api.aws")]
    [InlineData("eu-west-1.signin.aws.amazon.com")]
    public void Host_under_a_suffix_of_the_table_is_known(string host) => EndpointTable.Default.IsKnownHost(host).ShouldBeTrue();

    [Theory]
    [InlineData("")]
    [InlineData("amazonaws.com")]
    [InlineData("evilamazonaws.com")]
    [InlineData("s3.amazonaws.com.evil.com")]
    [InlineData("s3.amazonaws.com.")]
    [InlineData("s3..amazonaws.com")]
    [InlineData("evil.com/.amazonaws.com")]
    [InlineData("evil.com#.amazonaws.com")]
    [InlineData("evil.com@s3.amazonaws.com")]
    [InlineData("s3.amazonaws.com:8443")]
    [InlineData("s3\r\n.amazonaws.com")]
    [InlineData("169.254.169.254")]
    [InlineData("localhost")]
    [InlineData("aws.amazon.com")]
    [InlineData("console.aws.amazon.com")]
    public void Any_other_host_is_not(string host) => EndpointTable.Default.IsKnownHost(host).ShouldBeFalse();
}
