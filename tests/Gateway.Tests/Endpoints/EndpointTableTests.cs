using Gateway.Forwarding.Endpoints;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Endpoints;

/// <summary>The rows of the traps of re-signing that the table answers, by name.</summary>
public sealed class EndpointTableTests
{
    [Theory]
    [InlineData("rds.eu-west-1", "rds.eu-west-1.amazonaws.com rds eu-west-1")]
    [InlineData("neptune.eu-west-1", "rds.eu-west-1.amazonaws.com rds eu-west-1")]
    [InlineData("streams.dynamodb.eu-west-1", "streams.dynamodb.eu-west-1.amazonaws.com dynamodb eu-west-1")]
    [InlineData("dynamodb.eu-west-1", "dynamodb.eu-west-1.amazonaws.com dynamodb eu-west-1")]
    [InlineData("api.sagemaker.eu-west-1", "api.sagemaker.eu-west-1.amazonaws.com sagemaker eu-west-1")]
    [InlineData("S3.EU-WEST-1", "s3.eu-west-1.amazonaws.com s3 eu-west-1")]
    public void Host_to_service_is_the_longest_exact_match(string host, string expected) => Ask.Host(host).Line().ShouldBe(expected);

    [Theory]
    [InlineData("monitoring", "monitoring.eu-west-1.amazonaws.com monitoring eu-west-1")]
    [InlineData("cloudwatch", "monitoring.eu-west-1.amazonaws.com monitoring eu-west-1")]
    [InlineData("CloudWatch Logs", "logs.eu-west-1.amazonaws.com logs eu-west-1")]
    [InlineData("ses", "email.eu-west-1.amazonaws.com ses eu-west-1")]
    [InlineData("ecr", "api.ecr.eu-west-1.amazonaws.com ecr eu-west-1")]
    [InlineData("states", "states.eu-west-1.amazonaws.com states eu-west-1")]
    [InlineData("bedrock-runtime", "bedrock-runtime.eu-west-1.amazonaws.com bedrock eu-west-1")]
    [InlineData("es", "es.eu-west-1.amazonaws.com es eu-west-1")]
    [InlineData("sso", "sso.eu-west-1.amazonaws.com sso eu-west-1")]
    [InlineData("portal.sso", "portal.sso.eu-west-1.amazonaws.com awsssoportal eu-west-1")]
    public void Signing_name_is_not_the_endpoints_name(string service, string expected) => Ask.Path(service, "eu-west-1").Line().ShouldBe(expected);

    [Theory]
    [InlineData("iam", "eu-west-1", "iam.amazonaws.com iam us-east-1")]
    [InlineData("iam", "aws-global", "iam.amazonaws.com iam us-east-1")]
    [InlineData("iam", "us-gov-east-1", "iam.us-gov.amazonaws.com iam us-gov-west-1")]
    [InlineData("iam", "cn-northwest-1", "iam.cn-north-1.amazonaws.com.cn iam cn-north-1")]
    [InlineData("route53", "eu-west-1", "route53.amazonaws.com route53 us-east-1")]
    [InlineData("cloudfront", "eu-central-1", "cloudfront.amazonaws.com cloudfront us-east-1")]
    [InlineData("organizations", "eu-west-1", "organizations.us-east-1.amazonaws.com organizations us-east-1")]
    [InlineData("networkmanager", "eu-west-1", "networkmanager.us-west-2.amazonaws.com networkmanager us-west-2")]
    [InlineData("sts", "aws-global", "sts.us-east-1.amazonaws.com sts us-east-1")]
    public void Global_services_are_signed_in_their_own_region(string service, string region, string expected) =>
        Ask.Scope(service, region).Line().ShouldBe(expected);

    [Theory]
    [InlineData("iam", "iam.amazonaws.com iam us-east-1")]
    [InlineData("iam.amazonaws.com.cn", "iam.cn-north-1.amazonaws.com.cn iam cn-north-1")]
    [InlineData("sts.amazonaws.com", "sts.eu-west-1.amazonaws.com sts eu-west-1")]
    public void Global_hosts_name_no_region(string host, string expected) => Ask.Host(host).Line().ShouldBe(expected);

    [Theory]
    [InlineData("dynamodb", "cn-north-1", "dynamodb.cn-north-1.amazonaws.com.cn dynamodb cn-north-1")]
    [InlineData("dynamodb", "us-gov-west-1", "dynamodb.us-gov-west-1.amazonaws.com dynamodb us-gov-west-1")]
    [InlineData("dynamodb", "us-iso-east-1", "dynamodb.us-iso-east-1.c2s.ic.gov dynamodb us-iso-east-1")]
    [InlineData("dynamodb", "us-isob-east-1", "dynamodb.us-isob-east-1.sc2s.sgov.gov dynamodb us-isob-east-1")]
    [InlineData("dynamodb", "eu-isoe-west-1", "dynamodb.eu-isoe-west-1.cloud.adc-e.uk dynamodb eu-isoe-west-1")]
    [InlineData("dynamodb", "us-isof-south-1", "dynamodb.us-isof-south-1.csp.hci.ic.gov dynamodb us-isof-south-1")]
    [InlineData("dynamodb", "eusc-de-east-1", "dynamodb.eusc-de-east-1.amazonaws.eu dynamodb eusc-de-east-1")]
    [InlineData("dsql", "eu-west-1", "dsql.eu-west-1.api.aws dsql eu-west-1")]
    [InlineData("eks-auth", "cn-north-1", "eks-auth.cn-north-1.api.amazonwebservices.com.cn eks-auth cn-north-1")]
    public void Partitions_and_api_aws_are_data(string service, string region, string expected) => Ask.Path(service, region).Line().ShouldBe(expected);

    [Theory]
    [InlineData("dynamodb-fips.us-east-1", "dynamodb-fips.us-east-1.amazonaws.com dynamodb us-east-1")]
    [InlineData("lambda.eu-west-1.api.aws", "lambda.eu-west-1.api.aws lambda eu-west-1")]
    [InlineData("s3.dualstack.eu-west-1", "s3.dualstack.eu-west-1.amazonaws.com s3 eu-west-1")]
    [InlineData("b.s3-fips.dualstack.us-east-2", "b.s3-fips.dualstack.us-east-2.amazonaws.com s3 us-east-2")]
    [InlineData("efs.eu-west-1.api.aws", "efs.eu-west-1.api.aws elasticfilesystem eu-west-1")]
    public void Fips_and_dual_stack_hosts_stay_what_they_are(string host, string expected) => Ask.Host(host).Line().ShouldBe(expected);

    [Theory]
    [InlineData("dynamodb-fips", "us-east-1", "dynamodb-fips.us-east-1.amazonaws.com dynamodb us-east-1")]
    [InlineData("dynamodb", "fips-us-east-1", "dynamodb-fips.us-east-1.amazonaws.com dynamodb us-east-1")]
    [InlineData("sts", "us-east-1-fips", "sts-fips.us-east-1.amazonaws.com sts us-east-1")]
    [InlineData("s3.dualstack", "eu-west-1", "s3.dualstack.eu-west-1.amazonaws.com s3 eu-west-1")]
    public void Fips_and_dual_stack_can_be_asked_for_by_path(string service, string region, string expected) =>
        Ask.Path(service, region).Line().ShouldBe(expected);

    [Fact]
    public void Region_that_the_table_does_not_know_follows_its_partitions_pattern() =>
        Ask.Path("sqs", "eu-west-9").Line().ShouldBe("sqs.eu-west-9.amazonaws.com sqs eu-west-9");

    [Theory]
    [InlineData("data-servicediscovery.eu-west-1", "servicediscovery", "data-servicediscovery.eu-west-1.amazonaws.com servicediscovery eu-west-1")]
    [InlineData("sync-states.eu-west-1", "states", "sync-states.eu-west-1.amazonaws.com states eu-west-1")]
    [InlineData("cp.maps.geo.eu-west-1", "geo", "cp.maps.geo.eu-west-1.amazonaws.com geo eu-west-1")]
    [InlineData("places.geo.eu-west-1", "geo", "places.geo.eu-west-1.amazonaws.com geo eu-west-1")]
    [InlineData("places.geo.eu-west-1", "geo-places", "places.geo.eu-west-1.amazonaws.com geo-places eu-west-1")]
    [InlineData("data-", "servicediscovery", "data-servicediscovery.eu-west-1.amazonaws.com servicediscovery eu-west-1")]
    [InlineData("sync-", "states", "sync-states.eu-west-1.amazonaws.com states eu-west-1")]
    [InlineData("stream-", "logs", "stream-logs.eu-west-1.amazonaws.com logs eu-west-1")]
    [InlineData("management", "deadline", "management.deadline.eu-west-1.amazonaws.com deadline eu-west-1")]
    [InlineData("g-1", "neptune-graph", "g-1.eu-west-1.neptune-graph.amazonaws.com neptune-graph eu-west-1")]
    public void Host_prefixes_are_kept(string host, string signingName, string expected) =>
        Ask.Host(host, signingName, "eu-west-1").Line().ShouldBe(expected);

    [Fact]
    public void Host_prefix_before_a_base_path_is_kept() =>
        Ask.Path("servicediscovery", "eu-west-1", host: "data-").Line().ShouldBe("data-servicediscovery.eu-west-1.amazonaws.com servicediscovery eu-west-1");

    [Fact]
    public void Account_before_S3_Control_is_kept() =>
        Ask.Host("123456789012", "s3", "eu-west-1", path: "/v20180820/bucket/b").Line()
            .ShouldBe("123456789012.s3-control.eu-west-1.amazonaws.com s3 eu-west-1");

    [Theory]
    [InlineData("123456789012.ddb.eu-west-1", "123456789012.ddb.eu-west-1.amazonaws.com dynamodb eu-west-1")]
    [InlineData("123456789012.ddb.eu-west-1.amazonaws.com", "123456789012.ddb.eu-west-1.amazonaws.com dynamodb eu-west-1")]
    [InlineData("123456789012.data-kinesis.eu-west-1", "123456789012.data-kinesis.eu-west-1.amazonaws.com kinesis eu-west-1")]
    [InlineData("123456789012.s3-control.eu-west-1", "123456789012.s3-control.eu-west-1.amazonaws.com s3 eu-west-1")]
    public void Account_endpoints_are_understood(string host, string expected) => Ask.Host(host).Line().ShouldBe(expected);

    [Theory]
    [InlineData("not-an-account.ddb.eu-west-1")]
    [InlineData("data-sqs.eu-west-1")]
    [InlineData("evil.sqs.eu-west-1")]
    [InlineData("no-such-service.eu-west-1")]
    [InlineData("s3.eu-west-1.evil.com")]
    [InlineData("s3.eu-west-1@evil.com")]
    [InlineData("s3..eu-west-1")]
    public void Host_that_is_nobodys_is_refused(string host) => Ask.Host(host).IsResolved.ShouldBeFalse();

    [Theory]
    [InlineData("abc123.execute-api.eu-west-1", "abc123.execute-api.eu-west-1.amazonaws.com execute-api eu-west-1")]
    [InlineData("b-1a2b.kinesisvideo.eu-west-1", "b-1a2b.kinesisvideo.eu-west-1.amazonaws.com kinesisvideo eu-west-1")]
    public void Host_of_a_resource_is_reached_by_a_host_that_names_the_service(string host, string expected)
    {
        Ask.Host(host).Line().ShouldBe(expected);
        Ask.Path(host.Split('.')[1], "eu-west-1", host: host).Line().ShouldBe(expected);
    }

    [Theory]
    [InlineData("execute-api")]
    [InlineData("kinesisvideo")]
    public void Host_of_a_resource_is_not_reached_by_a_label_alone(string service)
    {
        var words = $"'abc123' goes before a host of {service} only where the host names the service, too: call {{id}}.{service}.{{region}}.<gateway domain>.";

        Ask.Path(service, "eu-west-1", host: "abc123").Line().ShouldBe(words);
        Ask.Host("abc123", service, "eu-west-1", "POST", "/@connections/c1").Line().ShouldBe(words);
    }

    [Theory]
    [InlineData("es", "d-1")]
    [InlineData("aoss", "c-1")]
    [InlineData("es", "search-d-1.eu-west-1.es")]
    [InlineData("aoss", "c-1.eu-west-1.aoss")]
    public void Host_of_a_domain_or_a_collection_is_not_reached_at_all(string service, string host) =>
        Ask.Path(service, "eu-west-1", host: host).IsResolved.ShouldBeFalse();

    [Theory]
    [InlineData("s3", "my-bucket.s3.eu-west-1", "my-bucket.s3.eu-west-1.amazonaws.com s3 eu-west-1")]
    [InlineData("s3", "s3.eu-west-1", "s3.eu-west-1.amazonaws.com s3 eu-west-1")]
    [InlineData("s3", "my-bucket", "my-bucket.s3.eu-west-1.amazonaws.com s3 eu-west-1")]
    [InlineData("s3", "dynamodb", "dynamodb.s3.eu-west-1.amazonaws.com s3 eu-west-1")]
    [InlineData("dynamodb", "dynamodb.EU-WEST-1", "dynamodb.eu-west-1.amazonaws.com dynamodb eu-west-1")]
    [InlineData("dynamodb", "dynamodb", "dynamodb.eu-west-1.amazonaws.com dynamodb eu-west-1")]
    [InlineData("cloudwatch", "monitoring.eu-west-1.amazonaws.com", "monitoring.eu-west-1.amazonaws.com monitoring eu-west-1")]
    [InlineData("dynamodb", "dynamodb-fips.eu-west-1", "dynamodb-fips.eu-west-1.amazonaws.com dynamodb eu-west-1")]
    [InlineData("servicediscovery", "data-servicediscovery.eu-west-1", "data-servicediscovery.eu-west-1.amazonaws.com servicediscovery eu-west-1")]
    public void Path_and_host_that_agree_are_one(string service, string host, string expected) => Ask.Path(service, "eu-west-1", host).Line().ShouldBe(expected);

    [Theory]
    [InlineData("sqs", "s3.eu-west-1")]
    [InlineData("s3", "sqs.eu-west-1")]
    [InlineData("s3", "my-bucket.s3.us-east-1")]
    [InlineData("s3", "iam.amazonaws.com")]
    [InlineData("dynamodb-fips", "dynamodb.eu-west-1")]
    [InlineData("execute-api", "abc123.execute-api.us-east-1")]
    public void Path_and_host_that_name_two_services_or_regions_are_refused(string service, string host) =>
        Ask.Path(service, "eu-west-1", host).Line().ShouldEndWith($"the host for '{host}': where both name a service, they must agree.");

    [Fact]
    public void Prefix_that_the_service_of_the_path_does_not_take_is_refused() =>
        Ask.Path("sqs", "eu-west-1", host: "my-bucket").Line().ShouldStartWith("'my-bucket' is nothing that goes before a host of sqs");

    [Fact]
    public void Suffix_of_another_partition_than_the_paths_region_is_refused() =>
        Ask.Path("sqs", "eu-west-1", host: "sqs.amazonaws.com.cn").IsResolved.ShouldBeFalse();

    [Fact]
    public void Region_of_another_partition_than_the_hosts_suffix_is_refused() =>
        Ask.Host("s3.eu-west-1.amazonaws.com.cn").Line().ShouldBe("The region eu-west-1 is not one of the partition aws-cn, which the host is in.");

    [Theory]
    [InlineData("evil")]
    [InlineData("eu-west-1.evil.com")]
    [InlineData("EU-WEST-1")]
    [InlineData("eu-west-")]
    [InlineData("eu--1")]
    [InlineData("*")]
    [InlineData("")]
    public void Region_that_no_partition_has_is_refused(string region) =>
        Ask.Path("sqs", region).Line().ShouldEndWith("is no AWS region.");

    [Theory]
    [InlineData("left out by a client that was given another endpoint", "maps.geo.eu-west-1.amazonaws.com/v2 geo-maps eu-west-1", "/tiles/x/1/2/3")]
    [InlineData("sent by a client that knows the endpoint", "maps.geo.eu-west-1.amazonaws.com geo-maps eu-west-1", "/v2/tiles/x/1/2/3")]
    public void Endpoint_that_has_a_path_of_its_own_gets_it_once(string why, string expected, string path) =>
        Ask.Path("geo-maps", "eu-west-1", path: path).Line().ShouldBe(expected, why);

    [Fact]
    public void Request_that_names_nothing_is_told_how_to() => EndpointTable.Default
        .Resolve(new EndpointQuery { Method = "GET", Path = "/", DefaultRegion = "eu-west-1" }).Line()
        .ShouldBe("The request names no AWS service: sign it, or call /aws/{service}/{region}/ of the gateway, or the host {service}.{region}.<gateway domain>.");

    [Theory]
    [InlineData("s3.gw.example.com", "gw.example.com", "s3")]
    [InlineData("S3.eu-west-1.GW.example.com", "gw.example.com", "s3.eu-west-1")]
    [InlineData("data-gw.example.com", "gw.example.com", "data-")]
    [InlineData("gw.example.com", "gw.example.com", null)]
    [InlineData("evilgw.example.com", "gw.example.com", null)]
    [InlineData("gw.example.com.evil.com", "gw.example.com", null)]
    public void Gateways_domain_is_taken_off_at_a_dot_or_a_dash(string host, string domain, string? expected) =>
        GatewayHost.Prefix(host, domain).ShouldBe(expected);
}
