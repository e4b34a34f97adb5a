using System.Text.Json;

namespace Gateway.Tests.Hosting;

/// <summary>Reads answers of the gateway.</summary>
internal static class Answers
{
    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync()).RootElement.Clone();

    /// <summary>The <c>code</c> of problem details.</summary>
    public static async Task<string?> CodeAsync(this HttpResponseMessage answer) =>
        (await answer.JsonAsync()).GetProperty("code").GetString();

    public static string Text(this JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
