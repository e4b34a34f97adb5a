using System.Text.Json.Nodes;
using Gateway.Revocations;
using Gateway.Sandbox.Keycloak;
using Gateway.Tests.Forwarding;
using Gateway.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Revocations;

public sealed class BackChannelLogoutTests(BackChannelLogoutTests.PortalGateway shared) : IClassFixture<BackChannelLogoutTests.PortalGateway>
{
    private TestGateway Gateway => shared.Gateway;

    private RevocationList Revocations => Gateway.Services.GetRequiredService<RevocationList>();

    [Fact]
    public async Task The_session_s_live_credentials_stop_and_those_of_another_session_go_on()
    {
        var ended = await ClientKeys.MintAsync(Gateway, claims: claims => claims["sid"] = "first");
        var other = await ClientKeys.MintAsync(Gateway, claims: claims => claims["sid"] = "second");

        var answer = await LogOutAsync(Gateway.Keycloak.MintLogoutToken("demo", "first"));

        ((int)answer.StatusCode).ShouldBe(200);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        (await (await SendAsync(ended)).Content.ReadAsStringAsync()).ShouldContain("<Code>ExpiredToken</Code>");
        ((int)(await SendAsync(other)).StatusCode).ShouldBe(200);
    }

    [Fact]
    public async Task Without_a_session_every_login_of_the_subject_ends()
    {
        await using var gateway = await StartAsync();
        var token = gateway.Keycloak.MintAccessToken("demo");

        await LogOutAsync(gateway, gateway.Keycloak.MintLogoutToken("demo", "x", claims => claims.Remove("sid")));

        (await (await gateway.GetAsync("/api/roles", token)).CodeAsync()).ShouldBe("revoked");
        ((int)(await gateway.GetAsync("/api/roles", gateway.Keycloak.MintAccessToken("viewer"))).StatusCode).ShouldBe(200);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_remembered_says_whose_logout_it_is(bool named)
    {
        await using var gateway = await StartAsync();
        var token = gateway.Keycloak.MintLogoutToken("demo", "s1", claims =>
        {
            if (!named)
            {
                claims.Remove("sub");
            }
        });

        await LogOutAsync(gateway, token);

        gateway.Services.GetRequiredService<RevocationList>().All.ShouldHaveSingleItem().LogoutOf.ShouldBe(named ? ExampleRealm.User("demo").Subject : "");
    }

    [Theory]
    [InlineData("portal")]
    [InlineData("gateway")]
    [InlineData("stsgw")]
    [InlineData("sso-login")]
    public async Task A_token_for_any_configured_client_is_taken(string client) =>
        ((int)(await LogOutAsync(Gateway.Keycloak.MintLogoutToken("demo", Guid.NewGuid().ToString(), claims => claims["aud"] = client))).StatusCode).ShouldBe(200);

    [Fact]
    public async Task A_token_is_taken_once()
    {
        var token = Gateway.Keycloak.MintLogoutToken("demo", "once");
        await LogOutAsync(token);

        var again = await LogOutAsync(token);

        ((int)again.StatusCode).ShouldBe(400);
        (await again.JsonAsync()).Text("error_description").ShouldContain("sent before");
    }

    public static TheoryData<string, string> Wrong => new()
    {
        { "another audience", "not configured here" },
        { "no event", "no logout token" },
        { "event of another kind", "no logout token" },
        { "event that is no object", "no logout token" },
        { "nonce", "nonce" },
        { "expired", "expired" },
        { "of the future", "not valid yet" },
        { "old", "ten minutes" },
        { "no end", "'exp'" },
        { "no beginning", "'iat'" },
        { "neither session nor subject", "neither 'sid' nor 'sub'" },
        { "no id", "'jti'" },
        { "other issuer", "not trusted" },
        { "changed", "signature" },
        { "unsigned", "asymmetric" },
        { "an extension", "its header demands an extension" },
        { "an access token", "not configured here|no logout token" },
        { "an ID token", "no logout token|not configured here" },
        { "no token", "no JWT" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_wrong_token_ends_nothing_and_is_told_why(string wrong, string words)
    {
        var before = Revocations.Count;

        var answer = await LogOutAsync(Make(wrong));

        ((int)answer.StatusCode).ShouldBe(400);
        var json = await answer.JsonAsync();
        json.Text("error").ShouldBe("invalid_request");
        words.Split('|').ShouldContain(word => json.Text("error_description").Contains(word, StringComparison.Ordinal), json.Text("error_description"));
        Revocations.Count.ShouldBe(before);
    }

    [Theory]
    [InlineData("application/json", "{}")]
    [InlineData("application/x-www-form-urlencoded", "")]
    [InlineData("application/x-www-form-urlencoded", "logout_token=a&logout_token=b")]
    public async Task What_is_no_logout_request_is_refused(string type, string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, type);

        ((int)(await Gateway.Client.PostAsync("/signout-backchannel", content)).StatusCode).ShouldBe(400);
    }

    [Fact]
    public async Task The_audit_record_says_what_ended()
    {
        await using var gateway = await StartAsync();
        await LogOutAsync(gateway, gateway.Keycloak.MintLogoutToken("demo", "s1"));

        var entry = await gateway.Audit.NextAsync();

        entry.Door.ShouldBe("signout-backchannel");
        entry.Revoked.ShouldBe($"session s1 of {gateway.Keycloak.Issuer}");
        entry.Reason.ShouldBeNull();
    }

    [Fact]
    public async Task A_logout_that_is_refused_is_on_record_as_refused()
    {
        await using var gateway = await StartAsync();

        await LogOutAsync(gateway, Make("no token"));

        var entry = await gateway.Audit.NextAsync();
        (entry.Door, entry.Reason, entry.Revoked).ShouldBe(("signout-backchannel", "invalid-logout-token", null));
    }

    [Fact]
    public async Task Two_issuers_may_give_their_tokens_the_same_id()
    {
        await using var second = await KeycloakStandIn.StartAsync();
        await using var gateway = await TestGateway.StartAsync(settings: [("Gateway:Issuers:1:Authority", second.Issuer), ("Gateway:Issuers:1:Audience", "gateway")]);

        foreach (var keycloak in (KeycloakStandIn[])[gateway.Keycloak, second])
        {
            var token = keycloak.MintLogoutToken("demo", "s1", claims => (claims["aud"], claims["jti"]) = ("gateway", "one-id"));
            ((int)(await LogOutAsync(gateway, token)).StatusCode).ShouldBe(200);
        }
    }

    private string Make(string wrong)
    {
        var now = TimeProvider.System.GetUtcNow();
        var keycloak = Gateway.Keycloak;
        return wrong switch
        {
            "another audience" => Token(claims => claims["aud"] = "someone-else"),
            "no event" => Token(claims => claims.Remove("events")),
            "event of another kind" => Token(claims => claims["events"] = new JsonObject { ["urn:other"] = new JsonObject() }),
            "event that is no object" => Token(claims => claims["events"] = new JsonObject { ["http://schemas.openid.net/event/backchannel-logout"] = "yes" }),
            "nonce" => Token(claims => claims["nonce"] = "n"),
            "expired" => Token(claims => claims["exp"] = now.AddMinutes(-1).ToUnixTimeSeconds()),
            "of the future" => Token(claims => claims["iat"] = now.AddMinutes(2).ToUnixTimeSeconds()),
            "old" => Token(claims => claims["iat"] = now.AddMinutes(-11).ToUnixTimeSeconds()),
            "no end" => Token(claims => claims.Remove("exp")),
            "no beginning" => Token(claims => claims.Remove("iat")),
            "neither session nor subject" => Token(claims => { claims.Remove("sid"); claims.Remove("sub"); }),
            "no id" => Token(claims => claims.Remove("jti")),
            "other issuer" => Token(claims => claims["iss"] = "https://elsewhere.example"),
            "changed" => Changed(Token(_ => { })),
            "unsigned" => keycloak.MintAccessToken("demo", forgery: new TokenForgery { Algorithm = "none" }),
            "an extension" => keycloak.MintAccessToken("demo", forgery: new TokenForgery { Header = header => header["crit"] = new JsonArray("exp") }),
            "an access token" => keycloak.MintAccessToken("demo"),
            "an ID token" => keycloak.MintIdToken("demo"),
            _ => "no token",
        };

        string Token(Action<JsonObject> claims) => keycloak.MintLogoutToken("demo", Guid.NewGuid().ToString(), claims);
    }

    private static string Changed(string token)
    {
        var parts = token.Split('.');
        return $"{parts[0]}.{parts[1]}.{(parts[2][0] == 'A' ? 'B' : 'A')}{parts[2][1..]}";
    }

    private Task<HttpResponseMessage> LogOutAsync(string token) => LogOutAsync(Gateway, token);

    private static async Task<HttpResponseMessage> LogOutAsync(TestGateway gateway, string token)
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("logout_token", token)]);
        return await gateway.Client.PostAsync("/signout-backchannel", form);
    }

    private Task<HttpResponseMessage> SendAsync(ClientKeys keys) => Gateway.Client.SendAsync(new SignedRequest { Path = "/" }.Sign(Gateway.Url, keys));

    private static Task<TestGateway> StartAsync() => TestGateway.StartAsync(settings: [("Gateway:Portal:ClientId", "portal"), ("Gateway:Portal:ClientSecret", "example-only-portal-secret"), ("Gateway:Sso:ClientId", "sso-login")]);

    /// <summary>A gateway with a portal, whose client the logout tokens are for.</summary>
    public sealed class PortalGateway : IAsyncLifetime
    {
        internal TestGateway Gateway { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Gateway = await StartAsync();

        public ValueTask DisposeAsync() => Gateway.DisposeAsync();
    }
}
