using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Hosting;

public sealed class ConsoleLogTests
{
    [Theory]
    [InlineData(null, null)]
    [InlineData("json", "json")]
    public async Task The_operator_chooses_how_the_log_is_written_and_it_never_goes_to_standard_output(string? chosen, string? formatter)
    {
        await using var gateway = await TestGateway.StartAsync(settings: chosen is null ? [] : [("Logging:Console:FormatterName", chosen)]);

        var console = gateway.Services.GetRequiredService<IOptionsMonitor<ConsoleLoggerOptions>>().CurrentValue;

        console.FormatterName.ShouldBe(formatter);
        console.LogToStandardErrorThreshold.ShouldBe(LogLevel.Trace);
    }
}
