using Gateway.RealTests.Gateways;
using Gateway.RealTests.Parts;
using Microsoft.Playwright;
using Shouldly;

namespace Gateway.RealTests.Portal;

/// <summary>What people do with the portal and at Keycloak's login page.</summary>
internal static class PortalPerson
{
    /// <summary>Every user of the example realm has the name as password.</summary>
    public static Task LogInAsync(this IPage page, GatewayProcess gateway, string user, string path = "/") => page.LogInAsync(gateway.Address, user, path);

    /// <summary>Every user of the example realm has the name as password.</summary>
    public static async Task LogInAsync(this IPage page, Uri gateway, string user, string path = "/")
    {
        await page.GotoAsync(new Uri(gateway, path).AbsoluteUri, new() { WaitUntil = WaitUntilState.Commit });
        await page.FillAsync("#username", user);
        await page.FillAsync("#password", user);
        await page.ClickAsync("#kc-login");
        await page.ArrivedAsync(url => url.StartsWith(gateway.AbsoluteUri, StringComparison.Ordinal) && !url.Contains("/signin-oidc", StringComparison.Ordinal));
        await page.LoadedAsync();
    }

    /// <summary>Waits until the browser has come to an address. The events of that are at times missed after redirects, so the page is asked.</summary>
    public static async Task ArrivedAsync(this IPage page, Func<string, bool> address)
    {
        for (var i = 0; i < 600 && !address(page.Url); i++)
        {
            await page.WaitForTimeoutAsync(100);
        }

        address(page.Url).ShouldBeTrue(page.Url);
    }

    /// <summary>Goes to a page of the gateway.</summary>
    public static async Task VisitAsync(this IPage page, Uri gateway, string path = "/")
    {
        await page.GotoAsync(new Uri(gateway, path).AbsoluteUri, new() { WaitUntil = WaitUntilState.Commit });
        await page.LoadedAsync();
    }

    /// <summary>Loads the page anew.</summary>
    public static async Task VisitAgainAsync(this IPage page)
    {
        await page.ReloadAsync(new() { WaitUntil = WaitUntilState.Commit });
        await page.LoadedAsync();
    }

    /// <summary>Waits until a page and its script are loaded.</summary>
    public static async Task LoadedAsync(this IPage page)
    {
        await page.WaitForSelectorAsync("main");
        for (var i = 0; i < 600 && await page.EvaluateAsync<string>("() => document.readyState") != "complete"; i++)
        {
            await page.WaitForTimeoutAsync(100);
        }
    }

    /// <summary>Opens the dialog of a role and waits for its credentials.</summary>
    public static async Task OpenCredentialsAsync(this IPage page, string role)
    {
        await page.ClickAsync($"[data-credentials='{role}']");
        await page.WaitForSelectorAsync("#credentials-ready:not([hidden])");
    }

    /// <summary>The text of the dialog, with its secrets.</summary>
    public static async Task<string> ShownCredentialsAsync(this IPage page)
    {
        await page.ClickAsync("#credentials-show");
        var shown = (await page.TextContentAsync("#credentials-text"))!;
        KnownSecrets.OfThisRun.LearnFrom(shown);
        return shown;
    }
}
