using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Gateway.Forwarding.Endpoints;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Endpoints;

/// <summary>Whatever a client writes, the table answers with a host of AWS's or with words.</summary>
public sealed class HostileNamesTests
{
    private static readonly string[] Pieces =
    [
        "s3", "dynamodb", "sts", "iam", "eu-west-1", "us-east-1", "cn-north-1", "amazonaws.com", "api.aws", "evil.com", ".", "..", "/", "@", "#", "?", ":", ":443",
        "\r\n", "\0", "%2e", "%2F", "\\", " ", "-", "--x-s3", "--use1-az4", "{r}", "{s}", "{g}", "{d}", "*", "ﬀ", "é", "。", "xn--", "data-", "sync-", "123456789012", "fips-", "-fips",
        "dualstack", "s3-accesspoint", "ddb", "127.0.0.1", "[::1]", "localhost", "A", "",
    ];

    private static Arbitrary<string> Names => Gen.Elements(Pieces).ListOf().Select(pieces => string.Concat(pieces.Take(8)))
        .Or(ArbMap.Default.GeneratorFor<string>().Select(text => text ?? "")).ToArbitrary();

    [Property(MaxTest = 3000)]
    public Property Hostile_service_and_region_never_reach_a_foreign_host() =>
        Prop.ForAll(Names, Names, (service, region) => IsSafe(Ask.Path(service, region)));

    [Property(MaxTest = 3000)]
    public Property Hostile_host_never_reaches_a_foreign_host() =>
        Prop.ForAll(Names, Names, (host, scope) => IsSafe(Ask.Host(host, scope, scope)));

    [Property(MaxTest = 3000)]
    public Property Hostile_prefix_of_a_real_service_never_reaches_a_foreign_host() =>
        Prop.ForAll(Names, prefix =>
        {
            var service = prefix.Length % 2 == 0 ? "s3" : "sqs";
            var resolution = Ask.Path(service, "eu-west-1", host: prefix);
            var host = resolution.Endpoint?.Host;
            return IsSafe(resolution) && (host is null || host == $"{service}.eu-west-1.amazonaws.com" || host.EndsWith(".eu-west-1.amazonaws.com", StringComparison.Ordinal));
        });

    [Property(MaxTest = 3000)]
    public Property Hostile_scope_never_reaches_a_foreign_host() =>
        Prop.ForAll(Names, Names, (name, region) => IsSafe(Ask.Scope(name, region)));

    // Read as a host's, it would be taken apart in as many ways as the square of its labels.
    [Theory]
    [InlineData("cn-a-1.")]
    [InlineData(".")]
    [InlineData("s3.")]
    public void A_service_longer_than_a_host_is_refused_unread(string label) =>
        Ask.Path(string.Concat(Enumerable.Repeat(label, 32_000 / label.Length)) + "x", "eu-west-1").IsResolved.ShouldBeFalse();

    private static bool IsSafe(EndpointResolution resolution)
    {
        if (!resolution.IsResolved)
        {
            resolution.Problem.ShouldNotContain('\n');
            return resolution.Problem.Length > 0;
        }

        var endpoint = resolution.Endpoint;
        var uri = new Uri("https://" + endpoint.Host + endpoint.PathPrefix);
        return EndpointTable.Default.IsKnownHost(endpoint.Host)
            && uri.Host == endpoint.Host
            && uri is { Port: 443, Query: "", Fragment: "", UserInfo: "" }
            && uri.AbsolutePath == (endpoint.PathPrefix.Length == 0 ? "/" : endpoint.PathPrefix)
            && endpoint.SigningRegion.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-');
    }
}
