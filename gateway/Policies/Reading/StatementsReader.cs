using Gateway.Policies.Sessions;

namespace Gateway.Policies.Reading;

/// <summary>Reads <c>permit.statements</c>.</summary>
internal sealed class StatementsReader(ShapeReader shapes)
{
    private static readonly string[] Keys = ["sid", "effect", "actions", "notActions", "resources", "notResources", "conditions"];

    public IReadOnlyList<PolicyStatement> Read(Place place)
    {
        var statements = shapes.List(place).Select(Statement).OfType<PolicyStatement>().ToList();
        if (statements.Count > 0 && statements.TrueForAll(statement => statement.Effect == "Deny"))
        {
            shapes.Problems.Advise(place, "no statement allows anything, so the session may do nothing: a session policy only narrows the role");
        }

        return statements;
    }

    private PolicyStatement? Statement(Place place)
    {
        if (shapes.Map(place, Keys) is not { } entries)
        {
            return null;
        }

        return new PolicyStatement
        {
            Sid = entries.TryGetValue("sid", out var sid) ? shapes.Text(sid, TextShape.Sid) : null,
            Effect = (entries.TryGetValue("effect", out var effect) ? shapes.Word(effect, ["Allow", "Deny"]) : null) ?? "Allow",
            NotActions = entries.ContainsKey("notActions"),
            Actions = OneOf(place, entries, "actions", "notActions", TextShape.Action),
            NotResources = entries.ContainsKey("notResources"),
            Resources = OneOf(place, entries, "resources", "notResources", TextShape.Resource),
            Conditions = entries.TryGetValue("conditions", out var conditions) ? Conditions(conditions) : [],
        };
    }

    private IReadOnlyList<string> OneOf(Place place, Dictionary<string, Place> entries, string key, string notKey, TextShape shape)
    {
        var given = entries.TryGetValue(key, out var list);
        var notGiven = entries.TryGetValue(notKey, out var notList);
        if (given == notGiven)
        {
            shapes.Problems.Add(place, PolicyRule.Shape, given ? $"'{key}' and '{notKey}' exclude each other" : $"the key '{key}' (or '{notKey}') is missing");
        }

        IReadOnlyList<string> texts = given ? shapes.Texts(list!, shape) : [];
        return notGiven ? [.. texts, .. shapes.Texts(notList!, shape)] : texts;
    }

    private List<(string, IReadOnlyList<(string, IReadOnlyList<string>)>)> Conditions(Place place)
    {
        var conditions = new List<(string, IReadOnlyList<(string, IReadOnlyList<string>)>)>();
        foreach (var (name, at) in Named(place, "a map of IAM condition operators, as StringEquals"))
        {
            var keys = Named(at, "a map of condition keys, as aws:SourceVpc, to values").Select(key => (key.Name, Values(key.At))).ToList();
            conditions.Add((name, keys));
        }

        return conditions;
    }

    private List<(string Name, Place At)> Named(Place place, string expected)
    {
        var entries = shapes.Entries(place, expected);
        if (entries is { Count: 0 })
        {
            shapes.Problems.Add(place, PolicyRule.Shape, $"is empty; expected {expected}");
        }

        var named = new List<(string, Place)>();
        foreach (var (key, value) in entries ?? [])
        {
            var at = place.Key(key, value);
            if (TextShape.PolicyText.Fits(key.Text))
            {
                named.Add((key.Text, at));
            }
            else
            {
                shapes.Problems.Add(key.Line, key.Column, at.Path, PolicyRule.Shape, $"expected {TextShape.PolicyText.Words}");
            }
        }

        return named;
    }

    private IReadOnlyList<string> Values(Place place) =>
        [.. (place.Node is ListNode ? shapes.List(place) : [place]).Select(Value).OfType<string>()];

    // IAM's canonical form has texts: "true", "10".
    private string? Value(Place place) => place.Node switch
    {
        ScalarNode { Type: ScalarKind.Boolean } truth => truth.Text.ToLowerInvariant(),
        ScalarNode { Type: ScalarKind.Integer or ScalarKind.Fraction } number => number.Text,
        _ => shapes.Text(place, TextShape.ConditionValue),
    };
}
