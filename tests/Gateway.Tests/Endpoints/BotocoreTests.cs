using Gateway.Forwarding.Endpoints;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Endpoints;

/// <summary>The table against botocore's own answers, for every client that it has.</summary>
public sealed class BotocoreTests
{
    private static readonly ExpectedHost[] Plain = [.. ExpectedHosts.All.Where(expected => expected.Variant == "plain")];

    [Fact]
    public void Expectations_cover_every_client_and_partition()
    {
        Plain.Select(expected => expected.Client).Distinct().Count().ShouldBeGreaterThan(420);
        Plain.Select(expected => expected.Region).Distinct().Count().ShouldBe(10);
    }

    [Fact]
    public void Every_service_by_path_goes_to_botocores_host() =>
        Differences(Plain, expected => Ask.Path(expected.Service, expected.Region)).ShouldBeEmpty();

    [Fact]
    public void Every_service_by_host_goes_to_botocores_host() =>
        Differences(Plain, expected => Ask.Host($"{expected.Service}.{expected.Region}", expected.SigningName, expected.Region)).ShouldBeEmpty();

    [Fact]
    public void Every_client_name_is_a_name_of_its_service_but_those_that_are_another_endpoints() => Plain
        .Where(expected => !EndpointTable.Default.TryFindService(expected.Client, out _)
            || !EndpointTable.Default.TryFindService(expected.Service, out var service)
            || !service.IsNamed(expected.Client))
        .Select(expected => $"{expected.Client} of {expected.Service}")
        .Distinct()
        .ShouldBe(["sso of portal.sso", "sms-voice of sms-voice.pinpoint"], ignoreOrder: true);

    [Fact]
    public void Every_name_is_that_services_alone_which_it_finds()
    {
        Ask.Services.SelectMany(service => service.Names).Except(EndpointTable.Default.KnownNames, StringComparer.OrdinalIgnoreCase).ShouldBeEmpty();
        EndpointTable.Default.KnownNames
            .Where(name => !EndpointTable.Default.TryFindService(name, out var found) || Ask.Services.Any(service => service.IsNamed(name) != (service == found)))
            .ShouldBeEmpty();
    }

    [Fact]
    public void Every_host_of_botocores_is_understood_as_itself_FIPS_and_dual_stack_too() =>
        Differences(ExpectedHosts.All, expected => Ask.Host(expected.Host.Split('/')[0], expected.SigningName, expected.Region)).ShouldBeEmpty();

    [Fact]
    public void Every_host_of_botocores_is_a_known_host() =>
        ExpectedHosts.All.Where(expected => !EndpointTable.Default.IsKnownHost(expected.Host.Split('/')[0])).ShouldBeEmpty();

    [Fact]
    public void Every_signing_name_that_is_one_services_alone_is_enough() => Differences(
        Plain.GroupBy(expected => expected.SigningName).Where(group => group.Select(expected => expected.Service).Distinct().Count() == 1).SelectMany(group => group),
        expected => Ask.Scope(expected.SigningName, expected.Region)).ShouldBeEmpty();

    private static string[] Differences(IEnumerable<ExpectedHost> all, Func<ExpectedHost, EndpointResolution> ask) =>
    [
        .. from expected in all
           let wanted = $"{expected.Host} {expected.SigningName} {expected.SigningRegion}"
           let given = ask(expected).Line()
           where given != wanted
           select $"{expected.Client} {expected.Variant} {expected.Region}: {given}, not {wanted}",
    ];
}
