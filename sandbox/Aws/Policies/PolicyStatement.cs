using System.Text.Json;
using System.Text.RegularExpressions;
using Gateway.Sandbox.Aws.Sts;

namespace Gateway.Sandbox.Aws.Policies;

/// <summary>One statement of a session policy.</summary>
internal sealed partial record PolicyStatement(
    bool Allow, IReadOnlyList<string> Actions, IReadOnlyList<string> Resources, IReadOnlyList<PolicyCondition> Conditions)
{
    public static PolicyStatement Parse(JsonElement element)
    {
        var unknown = element.EnumerateObject().Select(p => p.Name)
            .FirstOrDefault(n => n is not ("Sid" or "Effect" or "Action" or "Resource" or "Condition"));
        if (unknown is not null)
        {
            throw new FormatException($"The stand-in does not know '{unknown}'.");
        }

        var effect = element.GetProperty("Effect").GetString();
        return new PolicyStatement(
            effect switch { "Allow" => true, "Deny" => false, _ => throw new FormatException("Effect must be Allow or Deny.") },
            Texts(element.GetProperty("Action")),
            Texts(element.GetProperty("Resource")),
            element.TryGetProperty("Condition", out var conditions) ? PolicyCondition.ParseAll(conditions) : []);
    }

    public bool Matches(string action, string resource, AssumedSession session, string region) =>
        MatchesAction(action, session, region) && Resources.Any(r => Wildcard.IsMatch(Substitute(r, session), resource, ignoreCase: false));

    public bool MatchesAction(string action, AssumedSession session, string region) =>
        Actions.Any(a => Wildcard.IsMatch(a, action, ignoreCase: true)) && Conditions.All(c => c.Holds(session, region));

    internal static string[] Texts(JsonElement value) => value.ValueKind == JsonValueKind.Array
        ? [.. value.EnumerateArray().Select(v => v.GetString() ?? "")]
        : [value.GetString() ?? ""];

    /// <summary>${aws:PrincipalTag/KEY}; a tag that the session does not have matches nothing.</summary>
    private static string Substitute(string resource, AssumedSession session) =>
        TagVariable().Replace(resource, m => session.Tags.GetValueOrDefault(m.Groups["key"].Value, "\0"));

    [GeneratedRegex(@"\$\{aws:PrincipalTag/(?<key>[^}]+)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TagVariable();
}
