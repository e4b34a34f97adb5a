using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace Gateway.Tests.Policies;

/// <summary>A policy file that was good until one to three things in it were changed at random.</summary>
public sealed class RandomDocument
{
    private static readonly string[] Texts =
    [
        "", "x", "1h", "15m", "14m", "43201s", "900s", "${claims.a}", "a-${claims./b/0}", "${claims.}", "${match.a}", "${claims.a", "${x}", "{a}", "{a}{b}", "{a}-{b}", "a}",
        "*", "s3:Get*", "sts:AssumeRole", "arn:aws:s3:::b/${aws:PrincipalTag/t}", "arn:aws:iam::111122223333:role/R", "arn:aws:iam::${match.a}:role/${match.b}",
        "arn:aws:iam::x:role/R", "111122223333", "prod", "Prod 1", "10.0.0.0/8", "10.0.0.1/8", "::1", "forward", "Forward", "eu-west-1", "EU", "Allow", "deny", "aws:x", "AWS:y",
        "a b", "é", "漢", "x!", "/a", "/a~b", "a/b", "$", "$$", "a.b", "-a", "_", "0", "true", new('a', 65), new('b', 129), new('c', 257),
    ];

    private static readonly string[] Keys =
    [
        "$schema", "version", "accounts", "defaults", "grants", "denials", "id", "description", "when", "assume", "permit", "clientRoles", "realmRoles", "groups", "organizations",
        "claims", "issuers", "clients", "sourceIp", "acr", "maxAuthAge", "roleArn", "duration", "sessionName", "sourceIdentity", "tags", "transitiveTags", "externalId", "modes",
        "services", "regions", "operations", "statements", "vending", "sid", "effect", "actions", "notActions", "resources", "notResources", "conditions", "like", "/a", "/b~1c", "x",
    ];

    private static readonly string Good = """
        {"version":1,"accounts":{"prod":"111122223333"},"defaults":{"duration":"1h","sessionName":"${claims.a}","sourceIdentity":"s-1"},
        "grants":[{"id":"a","description":"d","when":{"clientRoles":["r"],"claims":{"/a":["x",1],"/b":{"like":"*"},"/c":true},"sourceIp":["10.0.0.0/8"],"acr":["1"],"maxAuthAge":"1h"},
        "assume":{"roleArn":"arn:aws:iam::111122223333:role/R","accounts":["prod"],"duration":"30m","sessionName":"ab","sourceIdentity":"","tags":{"t":"v","u":"${claims.u}"},"transitiveTags":["t"],"externalId":"xx"},
        "permit":{"modes":["forward","console"],"services":["s3"],"regions":["eu-west-1"],"operations":["s3:Get*"],"vending":["sts:AssumeRole"],
        "statements":[{"sid":"S","effect":"Allow","actions":["s3:*"],"resources":["*"],"conditions":{"Bool":{"k":["true"]}}},{"notActions":["*"],"notResources":["*"]}]}},
        {"id":"b","when":{"groups":["/{a}/{b}"]},"assume":{"roleArn":"arn:aws:iam::${match.a}:role/${match.b}"}}],
        "denials":[{"id":"d","when":{"groups":["/g"],"realmRoles":["m"],"organizations":["o"],"issuers":["i"],"clients":["c"]}}]}
        """;

    private RandomDocument(JsonNode document) => Document = document;

    internal JsonNode Document { get; }

    public override string ToString() => Document.ToJsonString();

    public static Arbitrary<RandomDocument> Arbitrary() =>
        (from count in Gen.Choose(1, 3)
         from changes in Change().ListOf(count)
         select new RandomDocument(Changed(changes))).ToArbitrary();

    // What to do where: a number chooses among all places of the document.
    private static Gen<(int Place, int Kind, JsonNode? Value, string Key)> Change() =>
        from place in Gen.Choose(0, 10_000)
        from kind in Gen.Choose(0, 3)
        from value in Value()
        from key in Gen.Elements(Keys)
        select (place, kind, value, key);

    private static Gen<JsonNode?> Value() =>
        from text in Gen.Elements(Texts)
        from key in Gen.Elements(Keys)
        from shape in Gen.Frequency((8, Gen.Constant(0)), (5, Gen.Choose(1, 10)))
        select shape switch
        {
            0 => (JsonNode?)JsonValue.Create(text),
            1 => null,
            2 => JsonValue.Create(true),
            3 => JsonValue.Create(1),
            4 => JsonValue.Create(111122223333),
            5 => new JsonArray(),
            6 => new JsonObject(),
            7 => new JsonArray(text),
            8 => new JsonObject { [key] = text },
            9 => JsonNode.Parse("1.0"),
            _ => JsonValue.Create(1.5),
        };

    private static JsonNode Changed(IEnumerable<(int Place, int Kind, JsonNode? Value, string Key)> changes)
    {
        var document = JsonNode.Parse(Good)!;
        foreach (var (place, kind, value, key) in changes)
        {
            var containers = Containers(document).ToList();
            switch (containers[place % containers.Count])
            {
                case JsonObject map when kind == 0 || map.Count == 0:
                    map[key] = value?.DeepClone();
                    break;
                case JsonObject map when kind == 1:
                    map.Remove(map.ElementAt(place % map.Count).Key);
                    break;
                case JsonObject map:
                    map[map.ElementAt(place % map.Count).Key] = value?.DeepClone();
                    break;
                case JsonArray list when kind == 0 || list.Count == 0:
                    list.Add(value?.DeepClone());
                    break;
                case JsonArray list when kind == 1:
                    list.RemoveAt(place % list.Count);
                    break;
                case JsonArray list:
                    list[place % list.Count] = value?.DeepClone();
                    break;
            }
        }

        return document;
    }

    private static IEnumerable<JsonNode> Containers(JsonNode node) => node switch
    {
        JsonObject map => [map, .. map.Select(pair => pair.Value).OfType<JsonNode>().SelectMany(Containers)],
        JsonArray list => [list, .. list.OfType<JsonNode>().SelectMany(Containers)],
        _ => [],
    };
}
