using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Identity;

namespace Gateway.Policies.Commands;

/// <summary>Reads the claims that a policy is explained for: a token's payload as JSON, or the token itself.</summary>
internal static class ClaimsFile
{
    /// <summary>The caller; null with a problem where the file holds none.</summary>
    /// <param name="path">The file.</param>
    /// <param name="clientId">Whose roles in <c>resource_access</c> count.</param>
    /// <param name="now">For the time when the token ends.</param>
    /// <param name="notes">What the gateway would have minded about the token.</param>
    /// <param name="problem">What is wrong; holds nothing of the token.</param>
    public static Caller? Read(string path, string clientId, DateTimeOffset now, List<string> notes, out string? problem)
    {
        JsonNode? parsed;
        try
        {
            var text = Encoding.UTF8.GetString(PolicyFileBytes.Read(path)).Trim().TrimStart('\uFEFF');
            if (IsToken(text))
            {
                notes.Add("the file holds a token; it was decoded, and nothing about it was verified");
                text = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text.Split('.')[1]));
            }

            parsed = JsonNode.Parse(text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problem = $"cannot be read: {e.Message}";
            return null;
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            problem = "holds neither a JSON object of claims nor a token";
            return null;
        }

        problem = parsed is JsonObject ? null : "holds no JSON object of claims";
        return parsed is JsonObject claims ? Caller(claims, clientId, now, notes, out problem) : null;
    }

    private static bool IsToken(string text) => text.StartsWith("eyJ", StringComparison.Ordinal) && text.Count(c => c == '.') == 2;

    // Claims written by hand need not be a whole token: what every token has is filled in, to read the rest, and taken out again.
    private static Caller? Caller(JsonObject claims, string clientId, DateTimeOffset now, List<string> notes, out string? problem)
    {
        var whole = claims.DeepClone().AsObject();
        foreach (var (name, value) in new (string, JsonNode)[] { ("iss", "-"), ("sub", "-"), ("exp", now.AddMinutes(5).ToUnixTimeSeconds()) })
        {
            if (!whole.ContainsKey(name))
            {
                notes.Add($"the claim '{name}' is missing; the gateway refuses such a token");
                whole[name] = value;
            }
        }

        if (!CallerReader.TryRead(JsonSerializer.SerializeToElement(whole), clientId, out var caller, out problem))
        {
            return null;
        }

        if (caller.Expires <= now)
        {
            notes.Add($"the token ended at {caller.Expires:yyyy-MM-ddTHH:mm:ssZ}; the gateway refuses it");
        }

        return caller with { Claims = JsonSerializer.SerializeToElement(claims) };
    }
}
