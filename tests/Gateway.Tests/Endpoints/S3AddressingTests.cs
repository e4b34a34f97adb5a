using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Endpoints;

public sealed class S3AddressingTests
{
    [Theory]
    [InlineData("my-bucket.s3.eu-west-1", "my-bucket.s3.eu-west-1.amazonaws.com s3 eu-west-1", "my-bucket")]
    [InlineData("my-bucket.s3", "my-bucket.s3.eu-west-1.amazonaws.com s3 eu-west-1", "my-bucket")]
    [InlineData("my-bucket", "my-bucket.s3.eu-west-1.amazonaws.com s3 eu-west-1", "my-bucket")]
    [InlineData("us-east-1.s3.eu-west-1", "us-east-1.s3.eu-west-1.amazonaws.com s3 eu-west-1", "us-east-1")]
    [InlineData("123456789012.s3.eu-west-1", "123456789012.s3.eu-west-1.amazonaws.com s3 eu-west-1", "123456789012")]
    [InlineData("123456789012", "123456789012.s3.eu-west-1.amazonaws.com s3 eu-west-1", "123456789012")]
    [InlineData("dynamodb", "dynamodb.s3.eu-west-1.amazonaws.com s3 eu-west-1", "dynamodb")]
    [InlineData("sts.s3.eu-west-1", "sts.s3.eu-west-1.amazonaws.com s3 eu-west-1", "sts")]
    [InlineData("ap1-123456789012", "ap1-123456789012.s3.eu-west-1.amazonaws.com s3 eu-west-1", "ap1-123456789012")]
    public void Bucket_in_the_host_stays_there(string host, string expected, string bucket)
    {
        var resolution = Ask.Host(host, "s3", "eu-west-1", path: "/key");

        resolution.Line().ShouldBe(expected);
        resolution.Endpoint!.HostPrefix.ShouldBe(bucket);
        resolution.Endpoint.IsBucketHost.ShouldBeTrue();
    }

    [Fact]
    public void Bucket_with_dots_in_the_host_moves_to_the_path_for_no_certificate_covers_it()
    {
        var resolution = Ask.Host("my.dotted.bucket.s3.eu-west-1", "s3", "eu-west-1", path: "/key");

        resolution.Line().ShouldBe("s3.eu-west-1.amazonaws.com/my.dotted.bucket s3 eu-west-1");
        (resolution.Endpoint!.Host + resolution.Endpoint.PathPrefix).ShouldBe("s3.eu-west-1.amazonaws.com/my.dotted.bucket");
        resolution.Endpoint.IsBucketHost.ShouldBeTrue();
    }

    [Fact]
    public void Bucket_in_the_path_stays_there()
    {
        var resolution = Ask.Path("s3", "eu-west-1", path: "/my-bucket/key");

        resolution.Line().ShouldBe("s3.eu-west-1.amazonaws.com s3 eu-west-1");
        resolution.Endpoint!.HostPrefix.ShouldBeNull();
        resolution.Endpoint.IsBucketHost.ShouldBeFalse();
    }

    [Theory]
    [InlineData("ap1-123456789012.s3-accesspoint.eu-west-1", "ap1-123456789012.s3-accesspoint.eu-west-1.amazonaws.com s3 eu-west-1")]
    [InlineData("ap1-123456789012.s3-accesspoint-fips.us-east-1", "ap1-123456789012.s3-accesspoint-fips.us-east-1.amazonaws.com s3 us-east-1")]
    [InlineData("ap1-123456789012.s3-object-lambda.eu-west-1", "ap1-123456789012.s3-object-lambda.eu-west-1.amazonaws.com s3-object-lambda eu-west-1")]
    [InlineData("ap1-123456789012.op-01ac.s3-outposts.eu-west-1", "ap1-123456789012.op-01ac.s3-outposts.eu-west-1.amazonaws.com s3-outposts eu-west-1")]
    [InlineData("my-bucket.s3-accelerate", "my-bucket.s3-accelerate.amazonaws.com s3 eu-west-1")]
    public void Access_points_have_hosts_of_their_own(string host, string expected) => Ask.Host(host).Line().ShouldBe(expected);

    [Fact]
    public void Access_point_before_a_base_path_is_kept() =>
        Ask.Path("s3-accesspoint", "eu-west-1", host: "ap1-123456789012", path: "/key").Line()
            .ShouldBe("ap1-123456789012.s3-accesspoint.eu-west-1.amazonaws.com s3 eu-west-1");

    [Fact]
    public void Signing_name_of_Object_Lambda_is_enough() =>
        Ask.Scope("s3-object-lambda").Line().ShouldBe("s3-object-lambda.eu-west-1.amazonaws.com s3-object-lambda eu-west-1");

    [Theory]
    [InlineData("b--use1-az4--x-s3", "s3express", "b--use1-az4--x-s3.s3express-use1-az4.us-east-1.amazonaws.com s3express us-east-1")]
    [InlineData("b--use1-az4--x-s3", "s3", "b--use1-az4--x-s3.s3express-use1-az4.us-east-1.amazonaws.com s3express us-east-1")]
    [InlineData("b--use1-az4--x-s3.s3.us-east-1", "s3express", "b--use1-az4--x-s3.s3express-use1-az4.us-east-1.amazonaws.com s3express us-east-1")]
    [InlineData(
        "b--use1-az4--x-s3.s3express-use1-az4.us-east-1.amazonaws.com", "s3express", "b--use1-az4--x-s3.s3express-use1-az4.us-east-1.amazonaws.com s3express us-east-1")]
    [InlineData(
        "b--use1-az4--x-s3.s3express-fips-use1-az4.us-east-1", "s3express", "b--use1-az4--x-s3.s3express-fips-use1-az4.us-east-1.amazonaws.com s3express us-east-1")]
    public void Directory_bucket_goes_to_its_zone(string host, string signingName, string expected) =>
        Ask.Host(host, signingName, "us-east-1", query: "session").Line().ShouldBe(expected);

    [Fact]
    public void Directory_bucket_is_made_at_the_regions_control_host() =>
        Ask.Scope("s3express", "us-east-1", "PUT", "/b--use1-az4--x-s3").Line().ShouldBe("s3express-control.us-east-1.amazonaws.com s3express us-east-1");

    [Fact]
    public void Directory_buckets_are_listed_at_the_regions_control_host() =>
        Ask.Scope("s3express", "us-east-1", "GET", "/").Line().ShouldBe("s3express-control.us-east-1.amazonaws.com s3express us-east-1");

    [Fact]
    public void Object_of_a_directory_bucket_in_the_path_is_refused() =>
        Ask.Scope("s3", "us-east-1", "GET", "/b--use1-az4--x-s3/key").Line().ShouldBe(
            "The objects of a directory bucket (S3 Express) are reached by its host alone: call {bucket}.s3.{region}.<gateway domain> (virtual-host addressing).");

    [Theory]
    [InlineData("mfzwi23gnjvgw.mrap.accesspoint.s3-global")]
    [InlineData("mfzwi23gnjvgw.mrap.accesspoint.s3-global.amazonaws.com")]
    public void Multi_region_access_point_is_refused_for_it_takes_SigV4a(string host) => Ask.Host(host, "s3", "us-east-1").Line().ShouldBe(
        "Multi-region access points and global endpoints take SigV4a signatures, which the gateway does not make: use a bucket or an access point of one region.");

    [Theory]
    [InlineData("GET", "/v20180820/bucket/b", "s3-control")]
    [InlineData("PUT", "/v20180820/accesspoint/ap1", "s3-control")]
    [InlineData("GET", "/v20180820", "s3")]
    [InlineData("GET", "/v20180820/some/other/key", "s3")]
    [InlineData("GET", "/bucket/v20180820/bucket/b", "s3")]
    public void Path_tells_S3_from_S3_Control(string method, string path, string service) =>
        Ask.Scope("s3", method: method, path: path, headers: new HeaderDictionary { ["x-amz-account-id"] = "123456789012" }).Endpoint!.Service.Name.ShouldBe(service);

    [Theory]
    [InlineData("s3", true)]
    [InlineData("s3-control", true)]
    [InlineData("s3-outposts", true)]
    [InlineData("s3-object-lambda", true)]
    [InlineData("s3express-control", true)]
    [InlineData("s3tables", false)]
    [InlineData("s3vectors", false)]
    [InlineData("dynamodb", false)]
    public void Paths_are_encoded_once_for_the_S3_family_alone(string service, bool expected) =>
        Ask.Path(service, "us-east-1").Endpoint!.IsS3Family.ShouldBe(expected);
}
