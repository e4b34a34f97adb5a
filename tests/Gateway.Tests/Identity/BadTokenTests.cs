using Gateway.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Identity;

public sealed class BadTokenTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    [Theory]
    [InlineData("malformed", "invalid-token", "no JWT")]
    [InlineData("three empty parts", "invalid-token", "no JWT")]
    [InlineData("payload is no JSON", "invalid-token", "no JWT")]
    [InlineData("expired", "expired-token", "has expired")]
    [InlineData("not yet valid", "invalid-token", "not valid yet")]
    [InlineData("without an end", "invalid-token", "'exp'")]
    [InlineData("wrong audience", "invalid-token", "another audience")]
    [InlineData("no audience", "invalid-token", "another audience")]
    [InlineData("wrong issuer", "invalid-token", "issuer is not trusted")]
    [InlineData("alg none", "invalid-token", "asymmetric algorithm")]
    [InlineData("HS256 with the public key as secret", "invalid-token", "asymmetric algorithm")]
    [InlineData("unknown key", "invalid-token", "does not publish")]
    [InlineData("another key under a known id", "invalid-token", "signature does not match")]
    [InlineData("jku header", "invalid-token", "does not publish")]
    [InlineData("jwk header", "invalid-token", "does not publish")]
    [InlineData("crit header", "invalid-token", "'crit'")]
    [InlineData("ID token", "invalid-token", "an ID token")]
    [InlineData("refresh token", "invalid-token", "")]
    [InlineData("logout token", "invalid-token", "")]
    [InlineData("token with cnf", "invalid-token", "bound to a key")]
    [InlineData("DPoP token", "invalid-token", "another type")]
    [InlineData("header type dpop+jwt", "invalid-token", "another type")]
    [InlineData("no subject", "invalid-token", "'sub' is missing")]
    [InlineData("subject is a number", "invalid-token", "'sub' is a number")]
    [InlineData("groups is an object", "invalid-token", "'groups'")]
    [InlineData("resource_access is a list", "invalid-token", "'resource_access'")]
    [InlineData("auth_time is text", "invalid-token", "'auth_time'")]
    [InlineData("over 16 KiB", "invalid-token", "16 KiB")]
    [InlineData("signature cut off", "invalid-token", "signature does not match")]
    [InlineData("claims changed after signing", "invalid-token", "signature does not match")]
    public async Task A_bad_token_is_refused_with_its_reason(string token, string code, string words)
    {
        var answer = await shared.Gateway.GetAsync("/api/roles", HostileTokens.Make(token, shared.Gateway.Keycloak));

        ((int)answer.StatusCode).ShouldBe(401);
        answer.Headers.WwwAuthenticate.ToString().ShouldContain("error=\"invalid_token\"");
        var problem = await answer.JsonAsync();
        problem.Text("code").ShouldBe(code);
        problem.Text("detail").ShouldContain(words);
        problem.Text("requestId").ShouldBe(answer.Headers.GetValues("X-Gateway-Request-Id").Single());
    }

    [Fact]
    public async Task No_token_is_answered_with_a_bare_challenge()
    {
        var answer = await shared.Gateway.GetAsync("/api/roles", token: null);

        ((int)answer.StatusCode).ShouldBe(401);
        answer.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer realm=\"gateway\"");
        (await answer.CodeAsync()).ShouldBe("missing-token");
    }

    [Fact]
    public async Task A_clock_thirty_seconds_off_is_forgiven()
    {
        var token = shared.Gateway.Keycloak.MintAccessToken("demo", claims => claims["exp"] = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - 20);

        ((int)(await shared.Gateway.GetAsync("/api/roles", token)).StatusCode).ShouldBe(200);
    }

    [Fact]
    public async Task No_refusal_repeats_the_token()
    {
        var token = HostileTokens.Make("wrong audience", shared.Gateway.Keycloak);

        var answer = await shared.Gateway.GetAsync("/api/roles", token);

        var shown = await answer.Content.ReadAsStringAsync() + answer.Headers;
        shown.ShouldNotContain(token.Split('.')[2]);
        shared.Gateway.Logs.Text.ShouldNotContain(token.Split('.')[2]);
    }
}
