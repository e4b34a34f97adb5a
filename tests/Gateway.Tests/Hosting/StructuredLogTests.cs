using System.Text.Json;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Hosting;

/// <summary>The log of the gateway's own process as one that collects logs reads it.</summary>
public sealed class StructuredLogTests
{
    [Fact]
    public async Task With_the_JSON_formatter_each_line_is_an_object_with_the_event_s_id()
    {
        var folder = Directory.CreateTempSubdirectory("gateway-log-");
        try
        {
            var policy = Path.Combine(folder.FullName, "policy.yaml");
            await File.WriteAllTextAsync(policy, TestPolicy.Usual);
            await using var process = OwnProcess.Start(policy, "--Logging:Console:FormatterName=json");
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
            // Nobody listens where its issuer should be, which it says.
            var line = await FirstAsync(process, line => line.Text("Category").StartsWith("Gateway.Identity.", StringComparison.Ordinal), patience.Token);

            line.GetProperty("EventId").GetInt32().ShouldBe(1101);
            line.Text("Timestamp").ShouldMatch(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$");
            line.Text("LogLevel").ShouldNotBeEmpty();
            line.Text("Message").ShouldContain("http://127.0.0.1:9/realms/example");
            line.GetProperty("State").Text("{OriginalFormat}").ShouldNotBeEmpty();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<JsonElement> FirstAsync(OwnProcess process, Func<JsonElement, bool> wanted, CancellationToken patience)
    {
        while (await process.ReadAsync(patience) is { } text)
        {
            // Every line, not only the one that is looked for.
            using var line = JsonDocument.Parse(text);
            line.RootElement.GetProperty("EventId").ValueKind.ShouldBe(JsonValueKind.Number);
            if (wanted(line.RootElement))
            {
                return line.RootElement.Clone();
            }
        }

        throw new InvalidOperationException("The gateway ended before it logged that.");
    }
}
