using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gateway.Policies.Explaining;

namespace Gateway.Policies.Commands;

/// <summary>Writes an explanation for programs.</summary>
internal static class ExplanationJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static void Write(PolicyExplanation explanation, IReadOnlyList<string> notes, TextWriter output) =>
        output.WriteLine(JsonSerializer.Serialize(
            new
            {
                explanation.PolicyVersion,
                explanation.Denial,
                Notes = notes,
                explanation.Denials,
                Grants = explanation.Grants.Select(grant => new
                {
                    grant.Grant.Id,
                    grant.Grant.Description,
                    grant.Outcome,
                    grant.RoleArn,
                    Modes = grant.Grant.Permit.Modes.Names(),
                    Services = grant.Grant.Permit.Services?.Order(StringComparer.Ordinal),
                    Regions = grant.Grant.Permit.Regions?.Order(StringComparer.Ordinal),
                    Operations = grant.Grant.Permit.Operations?.Select(operation => operation.ToString()),
                    Vending = grant.Grant.Permit.Vending.Order(StringComparer.Ordinal),
                    grant.Conditions,
                    Roles = grant.Roles.Select(Of),
                    StepUps = grant.StepUps.Select(s => new { s.Id, RoleArn = s.Arn.ToString(), s.AcrValues, MaxAgeSeconds = s.MaxAge?.TotalSeconds }),
                    Unusable = grant.Unusable.Select(u => new { u.Id, RoleArn = u.Arn?.ToString(), u.Problem }),
                }),
            },
            Options));

    private static object Of(GrantedRole role) => new
    {
        role.Id,
        RoleArn = role.Arn.ToString(),
        role.Arn.AccountId,
        role.AccountName,
        role.Session.SessionName,
        role.Session.SourceIdentity,
        Tags = role.Session.Tags.ToDictionary(tag => tag.Key, tag => tag.Value, StringComparer.Ordinal),
        role.Session.TransitiveTags,
        SessionPolicy = role.Session.SessionPolicy is { } policy ? JsonDocument.Parse(policy).RootElement : (JsonElement?)null,
        DurationSeconds = (int)role.Session.Duration.TotalSeconds,
        role.Session.ExternalId,
    };
}
