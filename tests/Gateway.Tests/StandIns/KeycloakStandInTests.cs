using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Sandbox.Keycloak;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Shouldly;
using Xunit;

namespace Gateway.Tests.StandIns;

public sealed class KeycloakStandInTests : IAsyncLifetime
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());
    private KeycloakStandIn keycloak = null!;

    public async ValueTask InitializeAsync() => keycloak = await KeycloakStandIn.StartAsync(time);

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await keycloak.DisposeAsync();
    }

    [Fact]
    public async Task A_password_login_gives_an_access_token_that_the_published_keys_verify()
    {
        var tokens = await PostAsync("token", Login("demo"));

        (await ValidateAsync((string)tokens["access_token"]!)).IsValid.ShouldBeTrue();
    }

    [Fact]
    public async Task An_access_token_holds_the_claims_of_the_example_realm()
    {
        var claims = (await ValidateAsync(keycloak.MintAccessToken("demo"))).Claims;

        claims["typ"].ShouldBe("Bearer");
        claims["azp"].ShouldBe("stsgw");
        claims["team"].ShouldBe("orders");
        claims["preferred_username"].ShouldBe("demo");
        claims.Keys.ShouldBeSubsetOf(
            ["exp", "iat", "auth_time", "jti", "iss", "aud", "sub", "typ", "azp", "sid", "acr", "allowed-origins", "realm_access", "resource_access",
                "scope", "email_verified", "name", "groups", "preferred_username", "given_name", "family_name", "email", "team"]);
        claims["resource_access"].ToString()!.ShouldContain("arn:aws:iam::111122223333:role/Legacy");
    }

    [Fact]
    public async Task A_wrong_password_is_refused_in_the_words_of_Keycloak()
    {
        var login = Login("demo");
        login["password"] = "wrong";

        var (status, answer) = await TryPostAsync("token", login);

        status.ShouldBe(HttpStatusCode.Unauthorized);
        ((string?)answer["error_description"]).ShouldBe("Invalid user credentials");
    }

    [Fact]
    public async Task Client_credentials_of_ci_give_a_token_without_a_session()
    {
        var tokens = await PostAsync("token", new()
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = "ci",
            ["client_secret"] = "example-only-ci-secret",
        });

        var claims = (await ValidateAsync((string)tokens["access_token"]!)).Claims;
        claims["preferred_username"].ShouldBe("service-account-ci");
        claims.ShouldNotContainKey("sid");
    }

    [Fact]
    public async Task Client_credentials_with_a_wrong_secret_are_refused()
    {
        var (status, answer) = await TryPostAsync("token", new()
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = "ci",
            ["client_secret"] = "wrong",
        });

        status.ShouldBe(HttpStatusCode.Unauthorized);
        ((string?)answer["error"]).ShouldBe("invalid_client");
    }

    [Fact]
    public async Task A_code_is_redeemed_with_its_verifier()
    {
        var code = await CodeAsync("viewer");

        var tokens = await PostAsync("token", Redeem(code, Verifier));

        (await ValidateAsync((string)tokens["access_token"]!)).Claims["preferred_username"].ShouldBe("viewer");
    }

    [Fact]
    public async Task A_code_with_another_verifier_is_refused() =>
        ((string?)(await TryPostAsync("token", Redeem(await CodeAsync("demo"), new string('x', 43)))).Answer["error"]).ShouldBe("invalid_grant");

    [Fact]
    public async Task A_code_is_good_once()
    {
        var code = await CodeAsync("demo");
        await PostAsync("token", Redeem(code, Verifier));

        ((string?)(await TryPostAsync("token", Redeem(code, Verifier))).Answer["error"]).ShouldBe("invalid_grant");
    }

    [Fact]
    public async Task An_authorization_request_without_PKCE_is_refused()
    {
        using var answer = await http.GetAsync(new Uri(
            $"{keycloak.Issuer}/protocol/openid-connect/auth?client_id=stsgw&response_type=code&redirect_uri=http%3A%2F%2F127.0.0.1%3A1%2Fcb"), Cancel);

        answer.Headers.Location!.Query.ShouldContain("error=invalid_request");
    }

    [Fact]
    public async Task An_authorization_request_never_redirects_to_a_foreign_host()
    {
        using var answer = await http.GetAsync(new Uri(
            $"{keycloak.Issuer}/protocol/openid-connect/auth?client_id=stsgw&response_type=code&redirect_uri=http%3A%2F%2Fexample.com%2F"), Cancel);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_device_waits_until_its_user_approves()
    {
        var device = await PostAsync("auth/device", new()
        {
            ["client_id"] = "stsgw",
            ["code_challenge_method"] = "S256",
            ["code_challenge"] = Challenge,
        });
        var poll = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "urn:ietf:params:oauth:grant-type:device_code",
            ["client_id"] = "stsgw",
            ["device_code"] = (string)device["device_code"]!,
            ["code_verifier"] = Verifier,
        };
        ((string?)(await TryPostAsync("token", poll)).Answer["error"]).ShouldBe("authorization_pending");

        keycloak.ApproveDevice((string)device["user_code"]!, "viewer");

        (await PostAsync("token", poll)).ShouldContainKey("access_token");
    }

    [Fact]
    public async Task A_refresh_token_gives_new_tokens_until_the_session_ends()
    {
        var tokens = await PostAsync("token", Login("demo"));
        var refresh = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "refresh_token",
            ["client_id"] = "stsgw",
            ["refresh_token"] = (string)tokens["refresh_token"]!,
        };
        (await PostAsync("token", refresh)).ShouldContainKey("access_token");

        using var logout = await http.GetAsync(new Uri(
            $"{keycloak.Issuer}/protocol/openid-connect/logout?id_token_hint={tokens["id_token"]}"), Cancel);

        ((string?)(await TryPostAsync("token", refresh)).Answer["error_description"]).ShouldBe("Session not active");
    }

    [Fact]
    public async Task User_info_answers_the_bearer_of_a_live_token()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{keycloak.Issuer}/protocol/openid-connect/userinfo");
        request.Headers.Authorization = new("Bearer", keycloak.MintAccessToken("viewer"));

        using var answer = await http.SendAsync(request, Cancel);

        ((string?)(await answer.Content.ReadFromJsonAsync<JsonObject>(Cancel))!["email"]).ShouldBe("viewer@example.com");
    }

    [Fact]
    public async Task A_rotated_key_still_verifies_what_it_signed()
    {
        var before = keycloak.MintAccessToken("demo");
        keycloak.RotateKeys();

        (await ValidateAsync(before)).IsValid.ShouldBeTrue();
        (await ValidateAsync(keycloak.MintAccessToken("demo"))).IsValid.ShouldBeTrue();
    }

    [Fact]
    public async Task A_disabled_key_verifies_nothing_any_more()
    {
        var before = keycloak.MintAccessToken("demo");
        keycloak.DisableKey(keycloak.Keys.Active.Id);

        (await ValidateAsync(before)).IsValid.ShouldBeFalse();
    }

    [Theory]
    [InlineData(KeycloakLie.JwksIsNotJson)]
    [InlineData(KeycloakLie.JwksIsEmpty)]
    [InlineData(KeycloakLie.JwksHoldsAnotherKey)]
    [InlineData(KeycloakLie.JwksFails)]
    [InlineData(KeycloakLie.DiscoveryIsNotJson)]
    public async Task No_token_verifies_by_documents_that_lie(object lie)
    {
        keycloak.Faults.Lie = (KeycloakLie)lie;

        (await AcceptsAsync(keycloak.MintAccessToken("demo"))).ShouldBeFalse();
    }

    [Fact]
    public async Task Each_forged_token_is_refused_by_the_published_keys()
    {
        using var stranger = new RealmKey();
        TokenForgery[] forgeries =
        [
            new() { Algorithm = "none" },
            new() { Algorithm = "HS256", Secret = Encoding.UTF8.GetBytes(keycloak.Keys.Active.PublicPem) },
            new() { Key = stranger },
            new() { Key = stranger, KeyId = keycloak.Keys.Active.Id },
        ];

        foreach (var forgery in forgeries)
        {
            (await ValidateAsync(keycloak.MintAccessToken("demo", forgery: forgery))).IsValid.ShouldBeFalse(forgery.Algorithm);
        }
    }

    [Fact]
    public async Task A_realm_that_is_down_resets_the_connection()
    {
        keycloak.Faults.Down();

        await Should.ThrowAsync<HttpRequestException>(() => http.GetAsync(new Uri(keycloak.Issuer + "/.well-known/openid-configuration")));
        keycloak.DiscoveryRequests.ShouldBe(1);
    }

    private const string Verifier = "abcdefghijklmnopqrstuvwxyz0123456789-._~ABC";

    private static string Challenge => Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    private static Dictionary<string, string> Login(string user) => new(StringComparer.Ordinal)
    {
        ["grant_type"] = "password",
        ["client_id"] = "stsgw",
        ["username"] = user,
        ["password"] = user,
    };

    private static Dictionary<string, string> Redeem(string code, string verifier) => new(StringComparer.Ordinal)
    {
        ["grant_type"] = "authorization_code",
        ["client_id"] = "stsgw",
        ["code"] = code,
        ["redirect_uri"] = "http://127.0.0.1:1/cb",
        ["code_verifier"] = verifier,
    };

    private async Task<string> CodeAsync(string user)
    {
        using var answer = await http.GetAsync(new Uri(QueryHelpers.AddQueryString(
            keycloak.Issuer + "/protocol/openid-connect/auth",
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["client_id"] = "stsgw",
                ["response_type"] = "code",
                ["redirect_uri"] = "http://127.0.0.1:1/cb",
                ["state"] = "s",
                ["login_hint"] = user,
                ["code_challenge"] = Challenge,
                ["code_challenge_method"] = "S256",
            })));
        var query = QueryHelpers.ParseQuery(answer.Headers.Location!.Query);
        query["state"].ToString().ShouldBe("s");
        return query["code"].ToString();
    }

    private async Task<JsonObject> PostAsync(string endpoint, Dictionary<string, string> form)
    {
        var (status, answer) = await TryPostAsync(endpoint, form);
        status.ShouldBe(HttpStatusCode.OK, answer.ToJsonString());
        return answer;
    }

    private async Task<(HttpStatusCode Status, JsonObject Answer)> TryPostAsync(string endpoint, Dictionary<string, string> form)
    {
        using var content = new FormUrlEncodedContent(form);
        using var answer = await http.PostAsync(new Uri($"{keycloak.Issuer}/protocol/openid-connect/{endpoint}"), content);
        return (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonObject>())!);
    }

    /// <summary>False where the token is refused, and where the documents cannot be read.</summary>
    private async Task<bool> AcceptsAsync(string token)
    {
        try
        {
            return (await ValidateAsync(token)).IsValid;
        }
        catch (Exception e) when (e is IOException or InvalidOperationException or ArgumentException or JsonException)
        {
            return false;
        }
    }

    /// <summary>Validates as a resource server would that knows nothing but the issuer.</summary>
    private async Task<TokenValidationResult> ValidateAsync(string token)
    {
        var configuration = await OpenIdConnectConfigurationRetriever.GetAsync(
            keycloak.Issuer + "/.well-known/openid-configuration",
            new HttpDocumentRetriever(http) { RequireHttps = false },
            Cancel);
        return await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = configuration.Issuer,
            ValidAudience = "gateway",
            IssuerSigningKeys = configuration.SigningKeys,
            ValidateLifetime = false,
        });
    }
}
