using Gateway.Health;
using Microsoft.Extensions.Configuration;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Health;

public sealed class HealthCheckCommandTests
{
    [Theory]
    [InlineData("http://localhost:5000/")]
    [InlineData("http://localhost:8080/", "HTTP_PORTS=8080;8081")]
    [InlineData("http://localhost:8080/", "HTTP_PORTS=8080", "HTTPS_PORTS=8443")]
    [InlineData("https://localhost:8443/", "HTTP_PORTS=", "HTTPS_PORTS=8443")]
    [InlineData("http://127.0.0.1:81/", "HTTP_PORTS=8080", "URLS=http://127.0.0.1:81;https://*:444")]
    [InlineData("http://localhost/", "URLS=http://+")]
    [InlineData("http://localhost:82/", "URLS=http://0.0.0.0:82")]
    [InlineData("http://localhost:83/", "URLS=http://[::]:83")]
    [InlineData("https://localhost:8443/", "HTTP_PORTS=", "Kestrel:Endpoints:Https:Url=https://+:8443")]
    [InlineData("https://localhost:8443/", "URLS=http://+:81", "Kestrel:Endpoints:Https:Url=https://+:8443", "Kestrel:Endpoints:Other:Url=https://+:8444")]
    public void Gateway_is_asked_where_it_listens_first(string address, params string[] settings) =>
        HealthCheckCommand.Address(Configured(settings)).AbsoluteUri.ShouldBe(address);

    [Theory]
    [InlineData("HTTP_PORTS=http")]
    [InlineData("URLS=8080")]
    [InlineData("Kestrel:Endpoints:Https:Url=https://+:port")]
    public void Address_that_is_none_is_told(string setting) => Should.Throw<FormatException>(() => HealthCheckCommand.Address(Configured([setting])));

    private static IConfigurationRoot Configured(string[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => setting.Split('=', 2)).Select(pair => KeyValuePair.Create(pair[0], (string?)pair[1])))
        .Build();
}
