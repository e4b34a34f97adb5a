using System.Text;
using System.Text.Json.Nodes;
using Gateway.Policies.Reading;

namespace Gateway.Tests.Policies;

/// <summary>A policy file as a JSON document, as an editor's schema support sees it.</summary>
internal static class PolicyDocument
{
    /// <summary>The document; null where the text is no YAML that policies may be written in.</summary>
    public static JsonNode? Read(string yaml)
    {
        var problems = new ProblemList();
        var root = YamlReader.Read(Encoding.UTF8.GetBytes(yaml), problems);
        return root is null || problems.HasErrors ? null : Convert(root);
    }

    private static JsonNode? Convert(PolicyNode node) => node switch
    {
        MapNode map => new JsonObject(map.Entries.Select(entry => KeyValuePair.Create(entry.Key.Text, Convert(entry.Value)))),
        ListNode list => new JsonArray([.. list.Items.Select(Convert)]),
        ScalarNode { Type: ScalarKind.Null } => null,
        ScalarNode { Type: ScalarKind.Text } text => JsonValue.Create(text.Text),
        ScalarNode scalar => JsonNode.Parse(scalar.Text.ToLowerInvariant()),
        _ => throw new InvalidOperationException(),
    };
}
