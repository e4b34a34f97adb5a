using Gateway.Hosting;
using Microsoft.Extensions.Configuration;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Hosting;

public sealed class SettingsProblemTests
{
    [Fact]
    public void A_value_that_the_framework_cannot_read_is_one()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Port", "many")]).Build();

        SettingsProblem.Of(Should.Throw<InvalidOperationException>(() => configuration.GetValue<int>("Port"))).ShouldHaveSingleItem().ShouldContain("'many' at 'Port'");
    }

    [Fact]
    public void A_fault_of_the_gateway_is_none_though_it_has_the_configuration_in_hand()
    {
        static void Read(IConfiguration configuration) => throw new InvalidOperationException($"A fault in {configuration}.");

        SettingsProblem.Of(Should.Throw<InvalidOperationException>(() => Read(new ConfigurationBuilder().Build()))).ShouldBeNull();
    }
}
