using Gateway.RealTests.Portal;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.CommandLine;

/// <summary><c>stsgw login</c> with a person at a real browser.</summary>
public sealed class LoginTests(RealWorld world)
{
    [Fact]
    public async Task A_browser_logs_in()
    {
        var portal = await world.Portal.RunningAsync();
        using var home = await StsgwHome.OfAsync(world, portal.Gateway);
        var page = await portal.Chromium.NewPersonAsync();

        await home.LogInAsync(async link =>
        {
            await page.GotoAsync(link.AbsoluteUri, new() { WaitUntil = WaitUntilState.Commit });
            await SignInAsync(page);
            await page.ArrivedAsync(url => url.StartsWith("http://127.0.0.1", StringComparison.Ordinal) && url.Contains("code=", StringComparison.Ordinal));
        });

        (await home.RunAsync("whoami")).ShouldSucceed().ShouldContain("demo");
    }

    [Fact]
    public async Task A_browser_enters_the_code_of_a_device()
    {
        var portal = await world.Portal.RunningAsync();
        using var home = await StsgwHome.OfAsync(world, portal.Gateway);
        var page = await portal.Chromium.NewPersonAsync();

        await home.LogInAsync(
            async link =>
            {
                await page.GotoAsync(link.AbsoluteUri, new() { WaitUntil = WaitUntilState.Commit });
                await SignInAsync(page);
                await page.ClickAsync("[name=accept]");
                await page.ArrivedAsync(url => url.Contains("/device/status", StringComparison.Ordinal));
            },
            "--device");

        (await home.RunAsync("whoami")).ShouldSucceed().ShouldContain("demo");
    }

    private static async Task SignInAsync(IPage page)
    {
        await page.FillAsync("#username", "demo");
        await page.FillAsync("#password", "demo");
        await page.ClickAsync("#kc-login");
    }
}
