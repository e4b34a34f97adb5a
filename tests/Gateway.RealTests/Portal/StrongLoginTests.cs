using Gateway.RealTests.CommandLine;
using Gateway.RealTests.Gateways;
using Gateway.RealTests.Keycloak;
using Gateway.RealTests.Sso;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Portal;

/// <summary>A realm whose logins have levels, and a grant that wants the higher one: what is asked for is <c>acr_values</c>, and the login is that much and no more.</summary>
public sealed class StrongLoginTests(RealWorld world) : IAsyncLifetime
{
    private const int StrongLoginNeeded = 6;

    private KeycloakRealm _realm = null!;
    private GatewayProcess _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        var keycloak = await world.Keycloak.RunningAsync();
        var name = $"levels-{Guid.NewGuid():N}";
        _realm = await keycloak.Admin.CopyExampleRealmAsync(name);
        await keycloak.Admin.LogInByLevelsAsync(name);
        _gateway = await (await world.Portal.RunningAsync()).StartGatewayAsync(_realm.Issuer);
        await _gateway.EditPolicyAsync(policy => policy
            .Replace("clientRoles: [orders-writer]", "clientRoles: [orders-writer]\n      acr: [gold]", StringComparison.Ordinal)
            .Replace("modes: [forward]\n", "modes: [forward, console]\n", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_portal_asks_for_the_stronger_login_and_the_role_then_works()
    {
        var page = await (await world.Portal.RunningAsync()).Chromium.NewPersonAsync();
        await page.LogInAsync(_gateway, "demo");
        (await StepUp(page).EvaluateAllAsync<string[]>("links => links.map(link => new URL(link.href).searchParams.get('role'))")).ShouldBe(["orders-writer"]);
        await page.ShouldHaveNoViolationInEitherSchemeAsync("a role that wants a stronger login");

        await StepUp(page).ClickAsync();
        await page.FillAsync("#password", "demo");
        await page.ClickAsync("#kc-login");

        await page.WaitForSelectorAsync("[data-credentials='orders-writer']");
        (await StepUp(page).CountAsync()).ShouldBe(0);
        await page.OpenCredentialsAsync("orders-writer");
    }

    [Fact]
    public async Task The_terminal_asks_for_the_stronger_login_and_the_role_then_works()
    {
        using var home = await StsgwHome.OfAsync(world, _gateway);
        await home.LogInAsync(async link => await PersonAsync(link));
        var refused = await home.RunAsync("credential-process", "--role", "orders-writer");
        refused.ExitCode.ShouldBe(StrongLoginNeeded, refused.Error);
        refused.Error.ShouldContain("--acr-values \"gold\"");

        await home.LogInAsync(async link => await PersonAsync(link), "--acr-values", "gold");

        (await home.RunAsync("credential-process", "--role", "orders-writer")).ShouldSucceed();
        (await home.RunAsync("whoami", "-o", "json")).ShouldSucceed().ShouldContain("gold");
    }

    [Theory]
    [InlineData("exec --role orders-writer -- aws s3 ls", "")]
    [InlineData("env --role orders-writer", "AWS_SESSION_TOKEN")]
    [InlineData("console --role orders-writer --no-browser", "SigninToken=")]
    public async Task A_command_at_the_terminal_asks_for_the_stronger_login_itself(string command, string printed)
    {
        using var home = await StsgwHome.OfAsync(world, _gateway);
        await home.LogInAsync(async link => await PersonAsync(link));

        var run = await home.AtTerminalAsync(async link => await PersonAsync(link), command);

        run.ShouldSucceed().ShouldContain(printed);
        (await home.RunAsync("whoami", "-o", "json")).ShouldSucceed().ShouldContain("gold");
    }

    [Fact]
    public async Task After_a_login_on_another_device_the_terminal_asks_for_the_stronger_one_in_a_browser()
    {
        using var home = await StsgwHome.OfAsync(world, _gateway);
        await home.LogInAsync(async link => await PersonAsync(link), "--device");

        var run = await home.AtTerminalAsync(async link => await PersonAsync(link), "env --role orders-writer");

        run.ShouldSucceed().ShouldContain("AWS_SESSION_TOKEN");
        (await home.RunAsync("whoami", "-o", "json")).ShouldSucceed().ShouldContain("gold");
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        _realm.Dispose();
    }

    private static ILocator StepUp(IPage page) => page.Locator("a[href^='/step-up?']");

    private static async Task PersonAsync(Uri link)
    {
        using var person = new PersonAtBrowser();
        await person.SignInAsync(link, "demo");
    }
}
