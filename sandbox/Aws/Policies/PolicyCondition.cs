using System.Text.Json;
using Gateway.Sandbox.Aws.Sts;

namespace Gateway.Sandbox.Aws.Policies;

/// <summary>One condition on the requested region, a session tag or the source identity.</summary>
internal sealed record PolicyCondition(string Operator, string Key, IReadOnlyList<string> Values)
{
    public static IReadOnlyList<PolicyCondition> ParseAll(JsonElement conditions) =>
    [
        .. conditions.EnumerateObject().SelectMany(
            o => o.Value.EnumerateObject().Select(k => Check(new PolicyCondition(o.Name, k.Name, PolicyStatement.Texts(k.Value))))),
    ];

    public bool Holds(AssumedSession session, string region)
    {
        var value = Key switch
        {
            "aws:RequestedRegion" => region,
            "aws:SourceIdentity" => session.SourceIdentity,
            _ => session.Tags.GetValueOrDefault(Key["aws:PrincipalTag/".Length..]),
        };
        return Operator switch
        {
            "StringNotEquals" => value is null || !Values.Contains(value, StringComparer.Ordinal),
            "StringEquals" => value is not null && Values.Contains(value, StringComparer.Ordinal),
            _ => value is not null && Values.Any(v => Wildcard.IsMatch(v, value, ignoreCase: false)),
        };
    }

    private static PolicyCondition Check(PolicyCondition condition) =>
        condition.Operator is "StringEquals" or "StringNotEquals" or "StringLike"
        && (condition.Key is "aws:RequestedRegion" or "aws:SourceIdentity"
            || condition.Key.StartsWith("aws:PrincipalTag/", StringComparison.Ordinal))
            ? condition
            : throw new FormatException($"The stand-in does not know the condition {condition.Operator} on {condition.Key}.");
}
