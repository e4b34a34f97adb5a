using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Gateway.Cli.Terminal;

/// <summary>Prints answers as JSON.</summary>
internal static class JsonOutput
{
    /// <summary>Prints the answer, or tells the failure.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> WriteAsync<T>(CliContext context, Result<T> answer, JsonTypeInfo<T> shape)
    {
        if (!answer.Succeeded)
        {
            return context.Fail(answer.Failure);
        }

        await context.Out.WriteLineAsync(JsonSerializer.Serialize(answer.Value, shape));
        return (int)ExitCode.Done;
    }
}
