using Gateway.Forwarding.Endpoints;
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
    [InlineData("ap--use1-az4--xa-s3", "s3express", "ap--use1-az4--xa-s3.s3express-use1-az4.us-east-1.amazonaws.com s3express us-east-1")]
    [InlineData("ap--use1-az4--xa-s3.s3express-use1-az4.us-east-1", "s3express", "ap--use1-az4--xa-s3.s3express-use1-az4.us-east-1.amazonaws.com s3express us-east-1")]
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

    [Theory]
    [InlineData("s3express", "s3express-control.us-east-1.amazonaws.com s3express us-east-1")]
    [InlineData("s3", "s3.us-east-1.amazonaws.com s3 us-east-1")]
    [InlineData(null, "s3.us-east-1.amazonaws.com s3 us-east-1")]
    public void Signature_tells_which_buckets_are_listed_below_the_base_path_of_S3(string? signingName, string expected) =>
        Ask.Path("s3", "us-east-1", signingName: signingName).Line().ShouldBe(expected);

    [Theory]
    [InlineData("GET", "/b--use1-az4--x-s3/key")]
    [InlineData("PUT", "/v20180820%2Faccesspoint%2Fb--use1-az4--x-s3")]
    public void Path_that_goes_on_before_or_after_a_directory_bucket_is_refused(string method, string path) =>
        Ask.Scope("s3", "us-east-1", method, path).Line().ShouldBe(
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

    [Fact]
    public void Call_of_S3_Control_that_is_signed_for_directory_buckets_is_S3_Control_s_at_their_control_host() => ShouldBeS3ControlsForDirectoryBuckets(
        Ask.Scope("s3express", "eu-west-1", "PUT", "/v20180820/accesspoint/ap--euw1-az1--xa-s3/policy"));

    [Theory]
    [InlineData("s3express-control.eu-west-1")]
    [InlineData("s3express-control.eu-west-1.amazonaws.com")]
    public void Call_of_S3_Control_by_the_control_host_of_directory_buckets_is_S3_Control_s(string host) => ShouldBeS3ControlsForDirectoryBuckets(
        Ask.Host(host, method: "PUT", path: "/v20180820/accesspoint/ap--euw1-az1--xa-s3/policy"));

    [Fact]
    public void Call_of_S3_Control_below_the_base_path_of_that_host_is_S3_Control_s() => ShouldBeS3ControlsForDirectoryBuckets(
        Ask.Path("s3express-control", "eu-west-1", path: "/v20180820/accesspoint/ap--euw1-az1--xa-s3/policy"));

    [Fact]
    public void Call_below_the_base_path_of_S3_Control_that_is_signed_for_directory_buckets_goes_to_their_control_host() => ShouldBeS3ControlsForDirectoryBuckets(
        Ask.Path("s3-control", "eu-west-1", path: "/v20180820/accesspoint/ap--euw1-az1--xa-s3/policy", signingName: "s3express"));

    [Theory]
    [InlineData("/v20180820/no/such/operation")]
    [InlineData("//v20180820/accesspoint/ap")]
    [InlineData("/v20180820%2Faccesspoint%2Fap")]
    [InlineData("/%7620180820/accesspoint/ap")]
    [InlineData("/bucket/key")]
    public void Path_that_is_longer_than_a_bucket_is_no_object_at_the_control_host_of_directory_buckets(string path) =>
        Ask.Scope("s3express", path: path).Endpoint!.Service.Name.ShouldBe("s3-control");

    [Fact]
    public void Account_before_the_control_host_of_directory_buckets_is_no_bucket()
    {
        var endpoint = Ask.Host("123456789012.s3express-control.eu-west-1", path: "/v20180820/accesspoint/ap").Endpoint!;

        endpoint.Service.Name.ShouldBe("s3-control");
        endpoint.IsBucketHost.ShouldBeFalse();
    }

    [Theory]
    [InlineData("GET", "/", "")]
    [InlineData("PUT", "/b--use1-az4--x-s3", "")]
    [InlineData("PUT", "/b--use1-az4--x-s3/", "")]
    [InlineData("GET", "/b--use1-az4--x-s3", "policy")]
    public void What_S3_answers_at_the_control_host_of_directory_buckets_stays_S3_s(string method, string path, string query) =>
        Ask.Scope("s3express", "us-east-1", method, path, query).Endpoint!.Service.Name.ShouldBe("s3");

    [Theory]
    [InlineData("s3-object-lambda.eu-west-1", "/v20180820/accesspoint/ap/policy", "s3-control")]
    [InlineData("s3-object-lambda.eu-west-1", "/WriteGetObjectResponse", "s3")]
    [InlineData("ap1-123456789012.s3-object-lambda.eu-west-1", "/v20180820/accesspoint/ap/policy", "s3")]
    public void Object_of_S3_Object_Lambda_has_its_access_point_in_the_host(string host, string path, string service) =>
        Ask.Host(host, path: path).Endpoint!.Service.Name.ShouldBe(service);

    [Theory]
    [InlineData("s3")]
    [InlineData("s3express")]
    public void Bucket_that_is_called_like_the_version_of_S3_Control_keeps_its_objects_below_the_base_path_of_S3(string signingName)
    {
        var resolution = Ask.Path("s3", "eu-west-1", path: "/v20180820/accesspoint/ap/policy", signingName: signingName);

        resolution.Line().ShouldBe("s3.eu-west-1.amazonaws.com s3 eu-west-1");
        resolution.Endpoint!.Service.Name.ShouldBe("s3");
    }

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

    private static void ShouldBeS3ControlsForDirectoryBuckets(EndpointResolution resolution)
    {
        resolution.Line().ShouldBe("s3express-control.eu-west-1.amazonaws.com s3express eu-west-1");
        resolution.Endpoint!.Service.Name.ShouldBe("s3-control");
    }
}
