using System.Text.Json.Nodes;

namespace Gateway.Sandbox.Aws.DynamoDb;

/// <summary>A KeyConditionExpression of equalities joined by AND, which is all that the stand-in understands.</summary>
internal sealed record KeyCondition(IReadOnlyList<KeyValuePair<string, JsonNode>> Equalities)
{
    public static KeyCondition Parse(JsonObject input)
    {
        var expression = (string?)input["KeyConditionExpression"] ?? "";
        var names = input["ExpressionAttributeNames"] as JsonObject ?? [];
        var values = input["ExpressionAttributeValues"] as JsonObject ?? [];
        var equalities = new List<KeyValuePair<string, JsonNode>>();
        foreach (var term in expression.Split(" AND ", StringSplitOptions.TrimEntries))
        {
            var sides = term.Split('=', StringSplitOptions.TrimEntries);
            if (sides.Length != 2 || values[sides[1]] is not { } value)
            {
                throw new ServiceException(400, "ValidationException", "The stand-in understands NAME = :VALUE, joined by AND.");
            }

            equalities.Add(new(sides[0].StartsWith('#') ? (string?)names[sides[0]] ?? "" : sides[0], value));
        }

        return new KeyCondition(equalities);
    }

    public bool Holds(JsonObject item) => Equalities.All(e => JsonNode.DeepEquals(item[e.Key], e.Value));
}
