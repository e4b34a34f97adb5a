using Gateway.Forwarding.Endpoints;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Endpoints;

public sealed class EndpointOverridesTests
{
    private static readonly Uri All = new("http://127.0.0.1:5000");
    private static readonly Uri Minio = new("http://127.0.0.1:9000/base/");

    [Fact]
    public void Without_overrides_calls_go_to_AWS() =>
        Overrides(null).Apply(Ask.Path("sqs", "eu-west-1").Endpoint!).ToString().ShouldBe("https://sqs.eu-west-1.amazonaws.com");

    [Fact]
    public void Endpoint_of_the_service_goes_before_the_endpoint_of_all()
    {
        var overrides = Overrides(All, ("s3", Minio));

        overrides.Apply(Ask.Path("s3", "eu-west-1").Endpoint!).ToString().ShouldBe("http://127.0.0.1:9000/base");
        overrides.Apply(Ask.Path("sqs", "eu-west-1").Endpoint!).ToString().ShouldBe("http://127.0.0.1:5000");
    }

    [Fact]
    public void Alias_names_the_service_too() =>
        Overrides(null, ("CloudWatch", All)).Apply(Ask.Path("monitoring", "eu-west-1").Endpoint!).ToString().ShouldBe("http://127.0.0.1:5000");

    [Fact]
    public void Endpoints_name_goes_before_an_alias() =>
        Overrides(null, ("monitoring", Minio), ("cloudwatch", All)).Apply(Ask.Path("monitoring", "eu-west-1").Endpoint!).ToString().ShouldBe("http://127.0.0.1:9000/base");

    [Fact]
    public void Bucket_in_the_host_moves_to_the_path() =>
        Overrides(null, ("s3", Minio)).Apply(Ask.Host("my-bucket.s3.eu-west-1").Endpoint!).ToString().ShouldBe("http://127.0.0.1:9000/base/my-bucket");

    [Fact]
    public void Account_in_the_host_is_dropped() =>
        Overrides(All).Apply(Ask.Host("123456789012.s3-control.eu-west-1").Endpoint!).ToString().ShouldBe("http://127.0.0.1:5000");

    private static EndpointOverrides Overrides(Uri? all, params (string Name, Uri Uri)[] endpoints) =>
        new(EndpointTable.Default, all, endpoints.ToDictionary(entry => entry.Name, entry => entry.Uri));
}
