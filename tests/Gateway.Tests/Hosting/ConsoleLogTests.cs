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
    [InlineData(null, "simple")]
    [InlineData("json", "json")]
    public async Task The_operator_chooses_how_the_log_is_written_and_it_never_goes_to_standard_output(string? chosen, string? formatter)
    {
        await using var gateway = await TestGateway.StartAsync(settings: chosen is null ? [] : [("Logging:Console:FormatterName", chosen)]);

        var console = gateway.Services.GetRequiredService<IOptionsMonitor<ConsoleLoggerOptions>>().CurrentValue;

        console.FormatterName.ShouldBe(formatter);
        console.LogToStandardErrorThreshold.ShouldBe(LogLevel.Trace);
    }

    [Fact]
    public async Task A_message_is_one_line_with_its_time_in_UTC()
    {
        var folder = Directory.CreateTempSubdirectory("gateway-log-");
        try
        {
            var policy = Path.Combine(folder.FullName, "policy.yaml");
            await File.WriteAllTextAsync(policy, TestPolicy.Usual);
            await using var process = OwnProcess.Start(policy);
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));

            var line = await process.ReadAsync(patience.Token);

            line.ShouldNotBeNull().ShouldMatch(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z \w{4}: [\w.]+\[\d+\] .+");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
