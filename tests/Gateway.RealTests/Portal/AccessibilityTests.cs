using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Portal;

/// <summary>Every page by axe-core (WCAG 2.2 AA), light and dark, wide and narrow, and by keyboard alone; and no page acts against its Content-Security-Policy.</summary>
public sealed class AccessibilityTests(RealWorld world)
{
    // The last ones: an address of the callback that nobody asked for, and a device login that is none.
    private static readonly string[] Pages =
        ["/", "/?q=nothing-is-called-so", "/why", "/console/options?role=orders-reader", "/console?role=nothing", "/step-up?role=nothing", "/signed-out", "/signin-oidc?code=x&state=y", "/device?request=none"];

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 390)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task No_page_has_a_violation(ColorScheme scheme, int width)
    {
        var portal = await world.Portal.RunningAsync();
        var page = await portal.SignedInAsync(scheme: scheme, width: width);
        foreach (var path in Pages)
        {
            await page.VisitAsync(portal.Gateway.Address, path);
            await page.ShouldHaveNoViolationAsync(path);
            (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth")).ShouldBeLessThanOrEqualTo(0, $"{path} is wider than {width}");
        }

        await page.VisitAsync(portal.Gateway.Address);
        await page.OpenCredentialsAsync("orders-reader");
        await page.ShouldHaveNoViolationAsync("the dialog");
        await page.ShownCredentialsAsync();
        await page.ShouldHaveNoViolationAsync("the dialog with keys shown");

        portal.Chromium.Faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task No_page_of_someone_who_is_denied_has_a_violation(ColorScheme scheme)
    {
        var portal = await world.Portal.RunningAsync();
        var page = await portal.SignedInAsync("suspended", scheme);
        await page.ShouldHaveNoViolationAsync("denied");

        await page.VisitAsync(portal.Gateway.Address, "/why");

        await page.ShouldHaveNoViolationAsync("why denied");
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task No_page_of_someone_without_a_role_has_a_violation(ColorScheme scheme)
    {
        var portal = await world.Portal.RunningAsync();
        var name = $"newcomer-{scheme}".ToLowerInvariant();
        await portal.Admin.AddUserWithoutRolesAsync("example", name);
        var page = await portal.SignedInAsync(name, scheme);
        (await page.InnerTextAsync("main")).ShouldContain("No role is yours");
        await page.ShouldHaveNoViolationAsync("no role");

        await page.VisitAsync(portal.Gateway.Address, "/why");

        await page.ShouldHaveNoViolationAsync("why no role");
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task No_page_that_one_sees_in_passing_has_a_violation(ColorScheme scheme)
    {
        var portal = await world.Portal.RunningAsync();
        var page = await portal.SignedInAsync(scheme: scheme);
        // A browser that is not told to go on at once stays where it would leave from.
        await page.RouteAsync("**/console", async route =>
        {
            var answer = await route.FetchAsync();
            await route.FulfillAsync(new() { Response = answer, Headers = answer.Headers.Where(header => header.Key != "refresh") });
        });
        // In this tab, not in one of its own.
        await page.EvaluateAsync("() => document.querySelectorAll('form[target]').forEach(form => form.removeAttribute('target'))");
        await page.ClickAsync("form[action='/console']:has(input[value='orders-reader']) button");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Opening the AWS console");
        await page.ShouldHaveNoViolationAsync("on the way to the console");

        await page.VisitAsync(portal.Gateway.Address);
        await page.EvaluateAsync("() => document.querySelectorAll('input[name=__RequestVerificationToken]').forEach(field => { field.value = 'forged'; })");
        await page.ClickAsync(".person button");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Please try again");
        await page.ShouldHaveNoViolationAsync("a post that is not ours");
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task The_dialog_has_no_violation_when_keys_or_session_have_ended(ColorScheme scheme)
    {
        var portal = await world.Portal.RunningAsync();
        var page = await portal.SignedInAsync(scheme: scheme);
        await page.Clock.InstallAsync();
        await page.VisitAgainAsync();
        await page.OpenCredentialsAsync("orders-reader");

        await page.Clock.FastForwardAsync("12:00:00");
        await Assertions.Expect(page.Locator("#credentials-problem")).ToContainTextAsync("These credentials have expired.");
        await page.ShouldHaveNoViolationAsync("expired keys");

        await page.Context.ClearCookiesAsync();
        await page.ClickAsync("#credentials-problem button");
        await Assertions.Expect(page.Locator("#credentials-problem a")).ToBeVisibleAsync();
        await page.ShouldHaveNoViolationAsync("an ended session");
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task No_question_whether_a_login_is_ones_own_has_a_violation(ColorScheme scheme)
    {
        var portal = await world.Portal.RunningAsync();
        var gateway = (await world.MinioGateway.RunningAsync()).Address;
        var login = await DeviceLoginElsewhereAsync(gateway);
        var page = await portal.Chromium.NewPersonAsync(scheme);

        await page.VisitAsync(gateway, login.PathAndQuery);
        (await page.InnerTextAsync("main")).ShouldContain("at another address than this browser");
        await page.ShouldHaveNoViolationAsync("a code to type, another address");

        await page.FillAsync("#user_code", "AAAA-AAAA");
        await page.ClickAsync("button");
        await Assertions.Expect(page.Locator("[role=alert]")).ToBeVisibleAsync();
        await page.ShouldHaveNoViolationAsync("a wrong code");
    }

    [Fact]
    public async Task The_keyboard_alone_searches_and_takes_credentials()
    {
        var portal = await world.Portal.RunningAsync();
        var page = await portal.SignedInAsync();
        await TabToAsync(page, "#search");
        await page.Keyboard.TypeAsync("reader");
        (await page.Locator("[data-card]:visible").CountAsync()).ShouldBe(1);
        await TabToAsync(page, "[data-credentials='orders-reader']");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("#credentials-ready:not([hidden])");
        await TabToAsync(page, "#tab-bash");
        await page.Keyboard.PressAsync("ArrowRight");
        (await page.TextContentAsync("#credentials-text"))!.ShouldStartWith("$Env:");
        await TabToAsync(page, "#credentials-show");
        await page.Keyboard.PressAsync("Enter");
        (await page.TextContentAsync("#credentials-text"))!.ShouldNotContain("•");

        await page.Keyboard.PressAsync("Escape");

        (await page.EvaluateAsync<string>("() => document.activeElement.dataset.credentials")).ShouldBe("orders-reader");
    }

    [Fact]
    public async Task The_keyboard_alone_reads_why_opens_the_console_and_signs_out()
    {
        var portal = await world.Portal.RunningAsync();
        var page = await portal.SignedInAsync();
        await TabToAsync(page, "nav a[href='/why']");
        await page.Keyboard.PressAsync("Enter");
        await page.ArrivedAsync(url => url.EndsWith("/why", StringComparison.Ordinal));
        await page.LoadedAsync();
        await TabToAsync(page, "details.rule:not([open]) summary");
        var closed = await page.Locator("details.rule:not([open])").CountAsync();
        await page.Keyboard.PressAsync("Enter");
        (await page.Locator("details.rule:not([open])").CountAsync()).ShouldBe(closed - 1);

        await page.VisitAsync(portal.Gateway.Address, "/console/options?role=orders-reader");
        await TabToAsync(page, "#service");
        await page.Keyboard.TypeAsync("S3");
        await TabToAsync(page, "main form button");
        await page.Keyboard.PressAsync("Enter");
        await page.ArrivedAsync(url => url.Contains("/federation", StringComparison.Ordinal));

        await page.VisitAsync(portal.Gateway.Address);
        await TabToAsync(page, ".person button");
        await page.Keyboard.PressAsync("Enter");
        await page.ArrivedAsync(url => url.Contains("/signed-out", StringComparison.Ordinal));
        await page.LoadedAsync();
        await TabToAsync(page, "main a");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("#kc-login");
    }

    // Begun at another address of loopback than the browser's.
    private static async Task<Uri> DeviceLoginElsewhereAsync(Uri gateway)
    {
        using var http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (context, cancellation) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                socket.Bind(new IPEndPoint(IPAddress.Parse("127.0.0.2"), 0));
                await socket.ConnectAsync(context.DnsEndPoint, cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            },
        })
        { BaseAddress = gateway };
        var client = await PostAsync(http, "/sso-oidc/client/register", new { clientName = "a program elsewhere", clientType = "public" });
        var login = await PostAsync(http, "/sso-oidc/device_authorization", new { clientId = Text(client, "clientId"), clientSecret = Text(client, "clientSecret"), startUrl = gateway });
        return new Uri(Text(login, "verificationUri"));
    }

    private static async Task<JsonElement> PostAsync(HttpClient http, string path, object body)
    {
        using var answer = await http.PostAsJsonAsync(path, body);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;

    private static async Task TabToAsync(IPage page, string selector)
    {
        for (var i = 0; i < 60; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector))
            {
                return;
            }
        }

        Assert.Fail($"{selector} is not reached by the Tab key.");
    }
}
