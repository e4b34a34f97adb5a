using System.Net;
using Shouldly;
using Xunit;

namespace Gateway.Tests.StandIns;

public sealed class TokenEndpointTests : KeycloakTests
{
    [Fact]
    public async Task A_password_login_gives_an_access_token_that_the_published_keys_verify()
    {
        var tokens = await PostAsync("token", Login("demo"));

        (await ValidateAsync((string)tokens["access_token"]!)).IsValid.ShouldBeTrue();
    }

    [Fact]
    public async Task An_access_token_holds_the_claims_of_the_example_realm()
    {
        var claims = (await ValidateAsync(Keycloak.MintAccessToken("demo"))).Claims;

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
}
