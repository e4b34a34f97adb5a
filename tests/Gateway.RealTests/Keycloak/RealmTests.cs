using Shouldly;
using Xunit;

namespace Gateway.RealTests.Keycloak;

/// <summary>The realm that ships, as a real Keycloak reads it: the claims that the gateway and the example policies rely on.</summary>
public sealed class RealmTests(RealWorld world)
{
    [Fact]
    public async Task Browser_login_gives_every_claim_that_policies_use()
    {
        var realm = await world.RealmAsync();
        using var browser = new BrowserLogin(realm);

        var claims = TokenClaims.Read((await browser.LogInAsync("demo")).AccessToken);

        claims.Select(claim => claim.Key).ShouldBeSubsetOf(
        [
            "exp", "iat", "auth_time", "jti", "iss", "aud", "sub", "typ", "azp", "sid", "acr", "resource_access", "scope",
            "email_verified", "name", "preferred_username", "given_name", "family_name", "email", "team",
        ]);
        claims["iss"]!.GetValue<string>().ShouldBe(realm.Issuer.AbsoluteUri);
        claims["typ"]!.GetValue<string>().ShouldBe("Bearer");
        claims["azp"]!.GetValue<string>().ShouldBe("stsgw");
        claims["aud"].Strings().ShouldBe(["gateway"]);
        claims["sub"]!.GetValue<string>().ShouldNotBeEmpty();
        claims["sid"]!.GetValue<string>().ShouldNotBeEmpty();
        claims["acr"]!.GetValue<string>().ShouldNotBeEmpty();
        claims["auth_time"]!.GetValue<long>().ShouldBeInRange(1, claims["exp"]!.GetValue<long>());
        claims["preferred_username"]!.GetValue<string>().ShouldBe("demo");
        claims["email"]!.GetValue<string>().ShouldBe("demo@example.com");
        claims["email_verified"]!.GetValue<bool>().ShouldBeTrue();
        claims["team"]!.GetValue<string>().ShouldBe("orders");
    }

    [Theory]
    [InlineData("demo", "orders-reader", "orders-writer", "arn:aws:iam::111122223333:role/Legacy")]
    [InlineData("viewer", "analyst")]
    [InlineData("suspended", "orders-reader")]
    public async Task User_has_the_client_roles_of_the_gateway(string user, params string[] roles) =>
        GatewayRoles(await (await world.RealmAsync()).AccessTokenAsync(user)).ShouldBe(roles, ignoreOrder: true);

    [Fact]
    public async Task Groups_are_full_paths()
    {
        var token = await (await world.RealmAsync()).AccessTokenAsync("suspended");

        TokenClaims.Read(token)["groups"].Strings().ShouldBe(["/suspended"]);
    }

    [Fact]
    public async Task Service_account_of_ci_may_read_orders()
    {
        var tokens = await (await world.RealmAsync()).ClientCredentialsAsync("ci", "example-only-ci-secret");

        GatewayRoles(tokens.AccessToken).ShouldBe(["orders-reader"]);
        TokenClaims.Read(tokens.AccessToken)["team"]!.GetValue<string>().ShouldBe("orders", "the tag that the grant wants");
        TokenClaims.Read(tokens.AccessToken)["aud"].Strings().ShouldBe(["gateway"]);
    }

    [Fact]
    public async Task Ldap_user_has_the_roles_of_the_directory_groups()
    {
        var directory = await world.Ldap.RunningAsync();
        var keycloak = await world.Keycloak.RunningAsync();
        await keycloak.Admin.EnableLdapAsync("example", directory.Address);

        var token = await keycloak.Example.AccessTokenAsync("ada");

        GatewayRoles(token).ShouldBe(["orders-reader", "orders-writer"], ignoreOrder: true);
        TokenClaims.Read(token)["team"]!.GetValue<string>().ShouldBe("orders");
        TokenClaims.Read(token)["email"]!.GetValue<string>().ShouldBe("ada@example.com");
    }

    private static string[] GatewayRoles(string token) => TokenClaims.Read(token)["resource_access"]!["gateway"]!["roles"].Strings();
}
