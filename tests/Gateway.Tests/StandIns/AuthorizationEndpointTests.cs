using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using Shouldly;
using Xunit;

namespace Gateway.Tests.StandIns;

public sealed class AuthorizationEndpointTests : KeycloakTests
{
    [Fact]
    public async Task A_code_is_redeemed_with_its_verifier()
    {
        var code = await CodeAsync("viewer");

        var tokens = await PostAsync("token", Redeem(code, Pkce.Verifier));

        (await ValidateAsync((string)tokens["access_token"]!)).Claims["preferred_username"].ShouldBe("viewer");
    }

    [Fact]
    public async Task A_code_with_another_verifier_is_refused() =>
        ((string?)(await TryPostAsync("token", Redeem(await CodeAsync("demo"), new string('x', 43)))).Answer["error"]).ShouldBe("invalid_grant");

    [Fact]
    public async Task A_code_is_good_once()
    {
        var code = await CodeAsync("demo");
        await PostAsync("token", Redeem(code, Pkce.Verifier));

        ((string?)(await TryPostAsync("token", Redeem(code, Pkce.Verifier))).Answer["error"]).ShouldBe("invalid_grant");
    }

    [Fact]
    public async Task An_authorization_request_without_PKCE_is_refused()
    {
        using var answer = await Http.GetAsync(new Uri(
            $"{Keycloak.Issuer}/protocol/openid-connect/auth?client_id=stsgw&response_type=code&redirect_uri=http%3A%2F%2F127.0.0.1%3A1%2Fcb"), Cancel);

        answer.Headers.Location!.Query.ShouldContain("error=invalid_request");
    }

    [Fact]
    public async Task An_authorization_request_never_redirects_to_a_foreign_host()
    {
        using var answer = await Http.GetAsync(new Uri(
            $"{Keycloak.Issuer}/protocol/openid-connect/auth?client_id=stsgw&response_type=code&redirect_uri=http%3A%2F%2Fexample.com%2F"), Cancel);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

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
        using var answer = await Http.GetAsync(new Uri(QueryHelpers.AddQueryString(
            Keycloak.Issuer + "/protocol/openid-connect/auth",
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["client_id"] = "stsgw",
                ["response_type"] = "code",
                ["redirect_uri"] = "http://127.0.0.1:1/cb",
                ["state"] = "s",
                ["login_hint"] = user,
                ["code_challenge"] = Pkce.Challenge,
                ["code_challenge_method"] = "S256",
            })));
        var query = QueryHelpers.ParseQuery(answer.Headers.Location!.Query);
        query["state"].ToString().ShouldBe("s");
        return query["code"].ToString();
    }
}
