using System.Text.Json;
using Gateway.Policies;
using Gateway.Policies.Sessions;

namespace Gateway.Issuing;

/// <summary>Checks a session policy that a caller sends to narrow a session of its own.</summary>
internal static class CallerSessionPolicy
{
    private static readonly JsonSerializerOptions Compact = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The policy in compact form, or why it is not taken.</summary>
    public static IssueResult<string> Check(GrantedRole role, string policy)
    {
        if (role.Grant.Permit.HasStatements)
        {
            return new Refusal(RefusalKind.PolicyNotAllowed,
                $"The grant of the role '{role.Id}' has statements of its own, which a session policy would replace; leave Policy out.");
        }

        string compact;
        try
        {
            using var document = JsonDocument.Parse(policy);
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("Statement", out _))
            {
                return Malformed();
            }

            compact = JsonSerializer.Serialize(document.RootElement, Compact);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return Malformed();
        }

        return compact.Length <= SessionPolicy.MaxCharacters
            ? compact
            : new Refusal(RefusalKind.PolicyTooLarge, $"The session policy has {compact.Length:N0} characters without white space; AWS takes {SessionPolicy.MaxCharacters:N0}.");
    }

    private static Refusal Malformed() =>
        new(RefusalKind.PolicyMalformed, "Policy is no JSON policy document with a Statement.");
}
