using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Gateway.Identity;
using Gateway.Policies;

namespace Gateway.Tests.Policies;

/// <summary>A random policy, out of few words so that they meet, and a random caller of it.</summary>
public sealed class RandomAccess
{
    private static readonly string[] Roles = ["r1", "r2", "acct-111122223333:A", "acct-111122223333:B", "acct-999999999999:A", "acct-111122223333:b/d", "acct-x"];

    // Key and value of a condition, as JSON; a denial cannot capture.
    private static readonly (string Key, string Value)[] Conditions =
    [
        ("clientRoles", """["r1"]"""), ("clientRoles", """["r1","r2"]"""), ("clientRoles", """["r2","acct-x"]"""),
        ("realmRoles", """["m1"]"""), ("realmRoles", """["m1","m2"]"""), ("groups", """["/g1"]"""), ("groups", """["/g2","/g1"]"""),
        ("organizations", """["o1"]"""), ("issuers", """["https://id.example.com/realms/example"]"""), ("issuers", """["https://other"]"""),
        ("clients", """["c1","c2"]"""), ("sourceIp", """["10.0.0.0/8"]"""), ("sourceIp", """["2001:db8::/32","10.1.0.0/16"]"""),
        ("acr", """["gold"]"""), ("maxAuthAge", "\"15m\""),
        ("claims", """{"/dept":["x","y"]}"""), ("claims", """{"/dept":"x","/flag":true}"""), ("claims", """{"/level":[1,2]}"""),
        ("claims", """{"/dept":{"like":"x*"}}"""), ("claims", """{"/list":"p"}"""), ("claims", """{"/nested/k":["x"],"/list":["q",true]}"""),
    ];

    private static readonly (string Key, string Value)[] Captures = [("clientRoles", """["acct-{a}:{r}"]"""), ("clientRoles", """["acct-{a}:{r}","{a}/{r}"]""")];

    private RandomAccess(JsonArray grants, JsonArray denials, string claims, AccessContext context)
    {
        Grants = grants;
        Denials = denials;
        Claims = claims;
        Caller = Callers.Of(claims);
        Context = context;
    }

    internal JsonArray Grants { get; }

    internal JsonArray Denials { get; }

    internal string Claims { get; }

    internal Caller Caller { get; }

    internal AccessContext Context { get; }

    internal PolicySnapshot Load(IEnumerable<JsonNode?> grants, IEnumerable<JsonNode?> denials) => Policy.Load(JsonSerializer.Serialize(new
    {
        version = 1,
        accounts = new { prod = "111122223333" },
        grants,
        denials,
    }));

    internal AccessDecision Decide(IEnumerable<JsonNode?> grants, IEnumerable<JsonNode?> denials) => Load(grants, denials).Decide(Caller, Context);

    internal AccessDecision Decide() => Decide(Grants, Denials);

    public override string ToString() => $"grants {Grants.ToJsonString()}\ndenials {Denials.ToJsonString()}\nclaims {Claims} from {Context.SourceIp}";

    public static Arbitrary<RandomAccess> Arbitrary() =>
        (from grants in Gen.Choose(0, 8).SelectMany(n => When(Conditions.Concat(Captures)).ListOf(n))
         from denials in Gen.Choose(0, 2).SelectMany(n => When(Conditions).Resize(3).ListOf(n))
         from claims in Claim()
         from address in Gen.Elements("10.1.2.3", "10.200.0.1", "::ffff:10.0.0.1", "2001:db8::1", "192.0.2.1", null)
         select new RandomAccess(
             new JsonArray([.. grants.Select(Grant)]),
             new JsonArray([.. denials.Select((when, i) => (JsonNode)new JsonObject { ["id"] = $"d{i}", ["when"] = when.DeepClone() })]),
             claims,
             new AccessContext(address is null ? null : IPAddress.Parse(address), Callers.Now))).ToArbitrary();

    private static JsonNode Grant(JsonObject when, int index)
    {
        var captures = when["clientRoles"]?.ToJsonString().Contains('{', StringComparison.Ordinal) == true;
        return new JsonObject
        {
            ["id"] = $"g{index}",
            ["when"] = when.DeepClone(),
            ["assume"] = new JsonObject
            {
                ["roleArn"] = captures ? "arn:aws:iam::${match.a}:role/${match.r}" : $"arn:aws:iam::111122223333:role/R{index % 3}",
                ["tags"] = index % 4 == 0 ? new JsonObject { ["dept"] = "${claims.dept}" } : new JsonObject(),
            },
            ["permit"] = new JsonObject { ["modes"] = index % 2 == 0 ? new JsonArray("forward") : new JsonArray("credentials", "console") },
        };
    }

    private static Gen<JsonObject> When(IEnumerable<(string Key, string Value)> conditions) =>
        from count in Gen.Choose(1, 3)
        from chosen in Gen.Elements(conditions.ToArray()).ListOf(count)
        select new JsonObject(chosen.DistinctBy(c => c.Key).Select(c => KeyValuePair.Create(c.Key, JsonNode.Parse(c.Value))));

    private static Gen<string> Claim() =>
        from roles in Gen.SubListOf(Roles)
        from realm in Gen.SubListOf("m1", "m2")
        from groups in Gen.SubListOf("/g1", "/g2")
        from organization in Gen.SubListOf("o1", "o2")
        from list in Gen.SubListOf("p", "q", "s")
        from dept in Gen.Elements("\"x\"", "\"y\"", "\"xy\"", "1", "null", "[\"x\"]")
        from more in Gen.SubListOf("\"flag\":true", "\"level\":2.0", "\"nested\":{\"k\":\"x\"}", "\"azp\":\"c1\"", "\"acr\":\"gold\"", Login(1), Login(60))
        select $$"""
            {"roles":{{Json(roles)}},"realm_access":{"roles":{{Json(realm)}}},"groups":{{Json(groups)}},"organization":{{Json(organization)}},"list":{{Json(list)}},"dept":{{dept}}{{string.Concat(more.DistinctBy(m => m[..6]).Select(m => "," + m))}}}
            """;

    private static string Login(int minutesAgo) => $"\"auth_time\":{Callers.Now.AddMinutes(-minutesAgo).ToUnixTimeSeconds()}";

    private static string Json(IEnumerable<string> texts) => JsonSerializer.Serialize(texts);
}
