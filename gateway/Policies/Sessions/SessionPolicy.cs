using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Gateway.Policies.Sessions;

/// <summary>Writes statements as the session policy that STS takes.</summary>
internal static class SessionPolicy
{
    /// <summary>https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html: the limit of <c>Policy</c>.</summary>
    public const int MaxCharacters = 2048;

    // Every character counts towards the limit: as few escapes as JSON allows.
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(IReadOnlyList<PolicyStatement> statements)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Compact))
        {
            json.WriteStartObject();
            json.WriteString("Version", "2012-10-17");
            json.WriteStartArray("Statement");
            foreach (var statement in statements)
            {
                Write(json, statement);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Write(Utf8JsonWriter json, PolicyStatement statement)
    {
        json.WriteStartObject();
        if (statement.Sid is not null)
        {
            json.WriteString("Sid", statement.Sid);
        }

        json.WriteString("Effect", statement.Effect);
        WriteTexts(json, statement.NotActions ? "NotAction" : "Action", statement.Actions);
        WriteTexts(json, statement.NotResources ? "NotResource" : "Resource", statement.Resources);
        if (statement.Conditions.Count > 0)
        {
            json.WriteStartObject("Condition");
            foreach (var (name, keys) in statement.Conditions)
            {
                json.WriteStartObject(name);
                foreach (var (key, values) in keys)
                {
                    WriteTexts(json, key, values);
                }

                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
