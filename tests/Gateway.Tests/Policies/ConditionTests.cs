using System.Net;
using Gateway.Policies;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Policies;

/// <summary>Each key of <c>when</c> by itself.</summary>
public sealed class ConditionTests
{
    [Theory]
    [InlineData("clientRoles: [reader, other]", """{"roles":["reader"]}""", true)]
    [InlineData("clientRoles: [reader]", """{"roles":["Reader"]}""", false)]
    [InlineData("clientRoles: [reader]", """{"roles":[]}""", false)]
    [InlineData("clientRoles: [r]", """{"resource_access":{"gateway":{"roles":["r"]}}}""", true)]
    [InlineData("clientRoles: [r]", """{"resource_access":{"other":{"roles":["r"]}}}""", false)]
    [InlineData("realmRoles: [admin]", """{"realm_access":{"roles":["admin"]}}""", true)]
    [InlineData("realmRoles: [reader]", "{}", false)]
    [InlineData("groups: [/team]", """{"groups":["/team"]}""", true)]
    [InlineData("groups: [/team]", """{"groups":["team"]}""", false)]
    [InlineData("groups: [/team]", """{"groups":["/team/sub"]}""", false)]
    [InlineData("organizations: [acme]", """{"organization":["acme"]}""", true)]
    [InlineData("organizations: [acme]", """{"organization":{"acme":{"id":"1"}}}""", true)]
    [InlineData("organizations: [acme]", "{}", false)]
    [InlineData("issuers: [\"https://id.example.com/realms/example\"]", "{}", true)]
    [InlineData("issuers: [\"https://id.example.com/realms/example/\"]", "{}", false)]
    [InlineData("clients: [stsgw]", """{"azp":"stsgw"}""", true)]
    [InlineData("clients: [stsgw]", """{"client_id":"stsgw"}""", true)]
    [InlineData("clients: [stsgw]", "{}", false)]
    [InlineData("acr: [silver, gold]", """{"acr":"gold"}""", true)]
    [InlineData("acr: [gold]", """{"acr":"1"}""", false)]
    [InlineData("acr: [gold]", "{}", false)]
    [InlineData("clientRoles: [reader], groups: [/team]", """{"groups":["/team"]}""", true)]
    [InlineData("clientRoles: [reader], groups: [/team]", "{}", false)]
    public void Names_match_whole_and_all_keys_must_match(string when, string claims, bool matches) => Matches(when, claims).ShouldBe(matches);

    /// <summary>Names beside others: the index, which is to the letter itself, goes by one condition alone, and the shorter of two lists is gone through.</summary>
    [Theory]
    [InlineData("clientRoles: [reader, other], groups: [/team, /other]", """{"groups":["/Team"]}""")]
    [InlineData("clientRoles: [reader, other], groups: [/team, /other]", """{"groups":["/team"],"roles":["Reader"]}""")]
    [InlineData("clients: [stsgw]", """{"azp":"STSGW"}""")]
    [InlineData("acr: [gold]", """{"acr":"Gold"}""")]
    [InlineData("issuers: [\"https://id.example.com/realms/Example\"]", "{}")]
    public void Names_are_taken_to_the_letter(string when, string claims) => Matches(when, claims).ShouldBeFalse();

    [Theory]
    [InlineData("/a: x", """{"a":"x"}""", true)]
    [InlineData("/a: [z, x]", """{"a":"x"}""", true)]
    [InlineData("/a: x", """{"a":["w","x"]}""", true)]
    [InlineData("/a: x", """{"a":[["x"]]}""", false)]
    [InlineData("/a: x", """{"a":{"x":1}}""", false)]
    [InlineData("/a: x", """{"a":null}""", false)]
    [InlineData("/a: x", "{}", false)]
    [InlineData("/a: \"\"", """{"a":""}""", true)]
    [InlineData("/a: true", """{"a":true}""", true)]
    [InlineData("/a: True", """{"a":true}""", true)]
    [InlineData("/a: true", """{"a":"true"}""", false)]
    [InlineData("/a: \"true\"", """{"a":true}""", false)]
    [InlineData("/a: false", """{"a":true}""", false)]
    [InlineData("/a: 1", """{"a":1.0}""", true)]
    [InlineData("/a: 1", """{"a":"1"}""", false)]
    [InlineData("/a: 9007199254740993", """{"a":9007199254740992}""", false)]
    [InlineData("/a: 9007199254740993", """{"a":9007199254740993}""", true)]
    [InlineData("/a/b: x", """{"a":{"b":"x"}}""", true)]
    [InlineData("/a/b: x", """{"a/b":"x"}""", false)]
    [InlineData("/a~1b: x", """{"a/b":"x"}""", true)]
    [InlineData("/a~0b: x", """{"a~b":"x"}""", true)]
    [InlineData("/a~01b: x", """{"a~1b":"x"}""", true)]
    [InlineData("/a/1: x", """{"a":["w","x"]}""", true)]
    [InlineData("/a/01: x", """{"a":["w","x"]}""", false)]
    [InlineData("/a/-: x", """{"a":["w","x"]}""", false)]
    [InlineData("/a/2: x", """{"a":["w","x"]}""", false)]
    [InlineData("/: x", """{"":"x"}""", true)]
    [InlineData("/é: ü", """{"é":"ü"}""", true)]
    [InlineData("/a: {like: \"*@example.com\"}", """{"a":"demo@example.com"}""", true)]
    [InlineData("/a: {like: \"*@example.com\"}", """{"a":"demo@example.com.evil.org"}""", false)]
    [InlineData("/a: {like: \"*@example.com\"}", """{"a":"demo@EXAMPLE.com"}""", false)]
    [InlineData("/a: {like: \"*\"}", """{"a":1}""", false)]
    [InlineData("/a: [x, {like: \"y*\"}]", """{"a":"yes"}""", true)]
    [InlineData("/a: {like: \"y*\"}", """{"a":["no","yes"]}""", true)]
    [InlineData("/a: x, /b: z", """{"a":"x","b":"z"}""", true)]
    [InlineData("/a: x, /b: z", """{"a":"x"}""", false)]
    public void Claims_match_by_pointer_type_and_value(string claim, string claims, bool matches) => Matches($"claims: {{{claim}}}", claims).ShouldBe(matches);

    [Theory]
    [InlineData("10.0.0.0/8", "10.255.0.1", true)]
    [InlineData("10.0.0.0/8", "11.0.0.1", false)]
    [InlineData("10.0.0.0/8", "::ffff:10.0.0.1", true)]
    [InlineData("10.0.0.5", "10.0.0.5", true)]
    [InlineData("10.0.0.5", "10.0.0.6", false)]
    [InlineData("0.0.0.0/0", "::1", false)]
    [InlineData("2001:db8::/32", "2001:db8:1::1", true)]
    [InlineData("2001:db8::/32", "2001:db9::1", false)]
    [InlineData("::/0", "10.0.0.1", false)]
    [InlineData("10.0.0.0/8", null, false)]
    public void Source_addresses_match_by_range(string range, string? address, bool matches)
    {
        var context = new AccessContext(address is null ? null : IPAddress.Parse(address), Callers.Now);

        Policy.Load(Policy.OneGrant($"{{sourceIp: [\"{range}\"]}}")).Decide(Callers.Of(), context).Roles.Any().ShouldBe(matches);
    }

    [Theory]
    [InlineData(-900, true)]
    [InlineData(-901, false)]
    [InlineData(0, true)]
    [InlineData(30, true)]
    [InlineData(31, false)]
    [InlineData(null, false)]
    public void The_age_of_a_login_counts_from_auth_time(int? seconds, bool matches)
    {
        var claims = seconds is { } offset ? $$"""{"auth_time":{{Callers.Now.AddSeconds(offset).ToUnixTimeSeconds()}}}""" : "{}";

        Matches("maxAuthAge: 15m", claims).ShouldBe(matches);
    }

    private static bool Matches(string when, string claims) =>
        Policy.Load(Policy.OneGrant($"{{{when}}}")).Decide(Callers.Of(claims), Callers.Context).Roles.Any();
}
