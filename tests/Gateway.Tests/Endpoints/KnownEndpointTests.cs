using Shouldly;
using Xunit;

namespace Gateway.Tests.Endpoints;

/// <summary>Endpoints that were asked for are remembered; what else decides is asked all the same.</summary>
public sealed class KnownEndpointTests
{
    [Fact]
    public void An_endpoint_is_remembered_for_its_own_region_and_service_alone()
    {
        var first = Ask.Path("sqs", "eu-west-1").Endpoint;

        Ask.Path("sqs", "eu-west-1").Endpoint.ShouldBeSameAs(first);
        Ask.Path("sqs", "eu-west-2").Endpoint!.Host.ShouldBe("sqs.eu-west-2.amazonaws.com");
        Ask.Path("sns", "eu-west-1").Endpoint!.Host.ShouldBe("sns.eu-west-1.amazonaws.com");
        Ask.Path("sqs", "fips-us-east-1").Endpoint!.Host.ShouldBe("sqs-fips.us-east-1.amazonaws.com");
        Ask.Path("sqs", "us-east-1").Endpoint!.Host.ShouldBe("sqs.us-east-1.amazonaws.com");
    }

    [Fact]
    public void A_directory_bucket_in_the_path_is_seen_where_S3_is_remembered()
    {
        Ask.Path("s3", "us-east-1").Endpoint!.Host.ShouldBe("s3.us-east-1.amazonaws.com");

        Ask.Path("s3", "us-east-1", path: "/b--use1-az4--x-s3/key").IsResolved.ShouldBeFalse();
    }

    [Fact]
    public void A_path_of_the_endpoint_itself_is_given_and_left_out_by_turns()
    {
        var service = Ask.Services
            .Select(service => Ask.Path(service.Name, "us-east-1"))
            .First(resolution => resolution.IsResolved && resolution.Endpoint.PathPrefix.Length > 0).Endpoint!;

        Ask.Path(service.Service.Name, "us-east-1", path: service.PathPrefix + "/x").Endpoint!.PathPrefix.ShouldBe("");
        Ask.Path(service.Service.Name, "us-east-1", path: "/x").Endpoint!.PathPrefix.ShouldBe(service.PathPrefix);
    }
}
