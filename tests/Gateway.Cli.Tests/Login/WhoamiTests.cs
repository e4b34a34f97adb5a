using Gateway.Cli.Login;
using Gateway.Cli.Tests.Standins;

namespace Gateway.Cli.Tests.Login;

public sealed class WhoamiTests
{
    [Fact]
    public async Task Whoami_as_json_leaves_out_what_is_not_known()
    {
        await using var world = await World.LoggedInAsync();

        var me = await world.RunAsync("whoami", "--output", "json");

        // The stand-in's tokens have no email, level or time of login.
        me.Code.ShouldBe(0, me.Error);
        me.Json.AsObject().Select(member => member.Key).ShouldBe(["target", "gateway", "username", "subject", "issuer", "audience", "tokenExpiresAt"]);
    }

    [Fact]
    public void Whoami_as_json_has_the_documented_members_and_no_other() =>
        LoginJson.Default.Identity.Properties.Select(member => member.Name).ShouldBe(
            ["target", "gateway", "username", "email", "subject", "issuer", "audience", "acr", "authenticatedAt", "tokenExpiresAt"]);
}
