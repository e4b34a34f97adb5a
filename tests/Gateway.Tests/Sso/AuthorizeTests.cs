using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Web;
using Amazon.SSOOIDC.Model;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Sso;

public sealed class AuthorizeTests(SsoWorld world) : IClassFixture<SsoWorld>
{
    private const string Registered = "http://127.0.0.1/oauth/callback";
    private const string Redirect = "http://127.0.0.1:49153/oauth/callback";
    private const string Verifier = "a-verifier-of-the-length-that-RFC-7636-asks-for.~_";

    private static readonly string Challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    [Theory]
    [InlineData("/authorize")]
    [InlineData("/sso-oidc/authorize")]
    public async Task A_code_that_Keycloak_sends_to_the_loopback_address_gives_a_token(string path)
    {
        var client = await world.RegisterAsync("newer CLI", Registered);
        var back = HttpUtility.ParseQueryString((await FollowAsync(path, client)).Query);
        back["state"].ShouldBe("s-1");

        var token = await RedeemAsync(client, back["code"]!, Verifier);

        (await world.Sso.ListAccountsAsync(new() { AccessToken = token.AccessToken })).AccountList.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_code_without_its_verifier_gives_nothing()
    {
        var client = await world.RegisterAsync("newer CLI", Registered);
        var back = HttpUtility.ParseQueryString((await FollowAsync("/authorize", client)).Query);

        await Should.ThrowAsync<InvalidGrantException>(() => RedeemAsync(client, back["code"]!, new string('x', 50)));
    }

    [Theory]
    [InlineData("https://evil.example/oauth/callback")]
    [InlineData("http://127.0.0.1.evil.example:49153/oauth/callback")]
    [InlineData("http://127.0.0.1:49153@evil.example/oauth/callback")]
    [InlineData("http://user@127.0.0.1:49153/oauth/callback")]
    [InlineData("http://127.0.0.1:49153/another/path")]
    [InlineData("")]
    public async Task Nobody_is_sent_to_an_address_that_the_client_did_not_register(string redirect)
    {
        var client = await world.RegisterAsync("newer CLI", Registered);

        using var answer = await world.Browser.GetAsync(Url("/authorize", client.ClientId, redirect));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Headers.Location.ShouldBeNull();
    }

    [Fact]
    public async Task An_unknown_client_is_sent_nowhere()
    {
        using var answer = await world.Browser.GetAsync(Url("/authorize", "unknown", Redirect));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("code_challenge", "short")]
    [InlineData("code_challenge_method", "plain")]
    [InlineData("response_type", "token")]
    public async Task A_flow_without_PKCE_goes_back_with_an_error(string parameter, string value)
    {
        var client = await world.RegisterAsync("newer CLI", Registered);

        using var answer = await world.Browser.GetAsync(Url("/authorize", client.ClientId, Redirect, (parameter, value)));

        answer.Headers.Location!.GetLeftPart(UriPartial.Path).ShouldBe(Redirect);
        var back = HttpUtility.ParseQueryString(answer.Headers.Location.Query);
        back["error"].ShouldBe("invalid_request");
        back["state"].ShouldBe("s-1");
    }

    [Theory]
    [InlineData(1024, "the issuer")]
    [InlineData(1025, "the client")]
    public async Task A_state_that_is_too_long_goes_no_further(int length, string to)
    {
        var client = await world.RegisterAsync("newer CLI", Registered);

        using var answer = await world.Browser.GetAsync(Url("/authorize", client.ClientId, Redirect, ("state", new string('s', length))));

        answer.Headers.Location!.AbsoluteUri.ShouldStartWith(to == "the issuer" ? world.Gateway.Keycloak.Issuer : Redirect);
    }

    [Fact]
    public async Task A_flow_that_goes_back_with_an_error_is_on_record()
    {
        await using var own = await SsoWorld.StartAsync();
        var client = await own.RegisterAsync("newer CLI", Registered);
        await own.Gateway.Audit.NextAsync();

        using var answer = await own.Browser.GetAsync(Url("/authorize", client.ClientId, Redirect, ("response_type", "token"), own));

        var record = await own.Gateway.Audit.NextAsync();
        (record.Action, record.Reason).ShouldBe(("sso-oidc:Authorize", "invalid-request"));
    }

    [Fact]
    public async Task A_flow_while_Keycloak_is_down_goes_back_to_be_tried_again()
    {
        await using var own = await SsoWorld.StartAsync();
        var client = await own.RegisterAsync("newer CLI", Registered);
        own.Gateway.Keycloak.Faults.Down();

        using var answer = await own.Browser.GetAsync(Url("/authorize", client.ClientId, Redirect, to: own));

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        HttpUtility.ParseQueryString(answer.Headers.Location!.Query)["error"].ShouldBe("temporarily_unavailable");
    }

    [Fact]
    public async Task A_client_whose_registration_has_ended_is_sent_nowhere()
    {
        await using var own = await SsoWorld.StartAsync();
        var client = await own.RegisterAsync("newer CLI", Registered);
        own.Time.Advance(TimeSpan.FromDays(90));

        using var answer = await own.Browser.GetAsync(Url("/authorize", client.ClientId, Redirect, to: own));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_code_that_was_sent_to_another_client_s_address_gives_nothing()
    {
        var client = await world.RegisterAsync("newer CLI", Registered);
        var another = await world.RegisterAsync("another CLI", "http://127.0.0.1/another/path");
        var back = HttpUtility.ParseQueryString((await FollowAsync("/authorize", client)).Query);

        await Should.ThrowAsync<InvalidGrantException>(() => RedeemAsync(another, back["code"]!, Verifier));
    }

    [Fact]
    public async Task A_redirect_beyond_ASCII_goes_back_encoded()
    {
        var client = await world.RegisterAsync("newer CLI");

        using var answer = await world.Browser.GetAsync(Url("/authorize", client.ClientId, "http://127.0.0.1:49153/zurück", ("code_challenge", "short")));

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.AbsoluteUri.ShouldStartWith("http://127.0.0.1:49153/zur%C3%BCck?error=invalid_request");
    }

    private Task<CreateTokenResponse> RedeemAsync(RegisterClientResponse client, string code, string verifier) => world.Oidc.CreateTokenAsync(new CreateTokenRequest
    {
        ClientId = client.ClientId,
        ClientSecret = client.ClientSecret,
        GrantType = "authorization_code",
        Code = code,
        CodeVerifier = verifier,
        RedirectUri = Redirect,
    });

    private async Task<Uri> FollowAsync(string path, RegisterClientResponse client)
    {
        using var toKeycloak = await world.Browser.GetAsync(Url(path, client.ClientId, Redirect));
        toKeycloak.Headers.Location!.AbsoluteUri.ShouldStartWith(world.Gateway.Keycloak.Issuer);
        using var back = await world.Browser.GetAsync(toKeycloak.Headers.Location);
        back.Headers.Location!.GetLeftPart(UriPartial.Path).ShouldBe(Redirect);
        return back.Headers.Location;
    }

    // As AWS CLI 2.36 makes it.
    private Uri Url(string path, string client, string redirect, (string Name, string Value)? changed = null, SsoWorld? to = null)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["response_type"] = "code",
            ["client_id"] = client,
            ["redirect_uri"] = redirect,
            ["state"] = "s-1",
            ["code_challenge_method"] = "S256",
            ["scopes"] = "sso:account:access",
            ["code_challenge"] = Challenge,
        };
        if (changed is { } change)
        {
            parameters[change.Name] = change.Value;
        }

        return new Uri($"{(to ?? world).Gateway.Url}{path}?{string.Join('&', parameters.Select(p => $"{p.Key}={Uri.EscapeDataString(p.Value)}"))}");
    }
}
