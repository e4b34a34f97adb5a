using System.Text.RegularExpressions;
using Gateway.RealTests.Aws;
using Gateway.RealTests.CommandLine;
using Gateway.RealTests.Parts;
using Gateway.RealTests.Sso;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Portal;

/// <summary>The dialog that shows credentials: its forms, copy, countdown and refresh.</summary>
public sealed partial class DialogTests(RealWorld world) : IDisposable
{
    private const string Bucket = $"s3://{MinioServer.Bucket}/";
    private const string Text = "#credentials-text";

    private readonly Scratch _scratch = new();

    [Fact]
    public async Task Copy_takes_the_whole_text_while_the_page_hides_its_keys()
    {
        var page = await OpenedAsync();

        await page.ClickAsync("#credentials-copy");
        // The button says so as well, for two seconds.
        await Assertions.Expect(page.Locator("#credentials-status")).ToHaveTextAsync("Copied");

        (await page.TextContentAsync(Text))!.ShouldContain("••••");
        (await PastedAsync(page)).TrimEnd().ShouldBe(await page.ShownCredentialsAsync());
    }

    [Fact]
    public async Task Copy_selects_the_text_where_the_browser_refuses_the_clipboard()
    {
        var page = await OpenedAsync();
        await page.EvaluateAsync("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused')); }");

        await page.ClickAsync("#credentials-copy");
        await Assertions.Expect(page.Locator("#credentials-status")).ToHaveTextAsync("The text is selected; press Ctrl and C");

        (await page.EvaluateAsync<string>("() => getSelection().toString()")).ShouldContain("AWS_SESSION_TOKEN");
    }

    [Fact]
    public async Task The_countdown_ends_with_the_keys_gone_and_new_ones_at_hand()
    {
        var page = await OpenedAsync(clock: true);
        (await page.TextContentAsync("#credentials-countdown"))!.ShouldStartWith("Valid for ");
        var secret = Secret(await page.ShownCredentialsAsync());

        await page.Clock.FastForwardAsync("12:00:00");

        await Assertions.Expect(page.Locator("#credentials-problem")).ToContainTextAsync("These credentials have expired.");
        await Assertions.Expect(page.Locator("#credentials")).Not.ToHaveAttributeAsync("aria-busy", "true");
        (await page.ContentAsync()).ShouldNotContain(secret);
        await page.ClickAsync("#credentials-problem button");
        await page.WaitForSelectorAsync("#credentials-ready:not([hidden])");
    }

    [Theory]
    [InlineData(429, """{"code":"busy","message":"Too much at once."}""", "Too much at once.")]
    [InlineData(503, """{"code":"busy","message":"Too much at once."}""", "Too much at once.")]
    [InlineData(403, """{"message":"Forbidden","link":"https://elsewhere.example"}""", "Something between you and the gateway refused this (status 403).")]
    [InlineData(502, "<h1>Bad Gateway</h1>", "Something between you and the gateway refused this (status 502).")]
    [InlineData(200, "<h1>Welcome</h1>", "The gateway could not be reached.")]
    public async Task A_passing_failure_is_told_and_another_try_is_at_hand(int status, string body, string told)
    {
        var page = await OpenedAsync();
        await page.RouteAsync("**/credentials", route => route.FulfillAsync(new() { Status = status, Body = body }));

        await page.ClickAsync("#credentials-refresh");

        await Assertions.Expect(page.Locator("#credentials-problem")).ToContainTextAsync(told);
        await Assertions.Expect(page.Locator("#credentials")).Not.ToHaveAttributeAsync("aria-busy", "true");
        await page.UnrouteAllAsync();
        await page.ClickAsync("#credentials-problem button");
        await page.WaitForSelectorAsync("#credentials-ready:not([hidden])");
    }

    [Fact]
    public async Task Time_that_passes_is_counted_down()
    {
        var page = await OpenedAsync(clock: true);
        var before = await LeftAsync(page);

        await page.Clock.FastForwardAsync("05:00");

        var after = await LeftAsync(page);
        (before - after).TotalSeconds.ShouldBeInRange(299, 330);
    }

    [Fact]
    public async Task Refresh_puts_other_keys_in_the_same_form()
    {
        var page = await OpenedAsync();
        await page.ClickAsync("#tab-fish");
        var before = await page.ShownCredentialsAsync();

        await page.ClickAsync("#credentials-refresh");
        await Assertions.Expect(page.Locator(Text)).Not.ToHaveTextAsync(before);

        (await page.TextContentAsync(Text))!.ShouldStartWith("set -gx AWS_ACCESS_KEY_ID '");
    }

    [Fact]
    public async Task The_profile_works_in_the_aws_cli()
    {
        var page = await OpenedAsync();
        await page.ClickAsync("#tab-profile");
        var configuration = _scratch.Write("config", await page.ShownCredentialsAsync());

        var listed = await ClientProcess.RunAsync(
            Tool.Require("aws", "AWS CLI", "pip install awscli."),
            ["s3", "ls", Bucket, "--profile", "orders-reader"],
            AwsSettings.With(new Dictionary<string, string?> { ["AWS_CONFIG_FILE"] = configuration }, _scratch),
            _scratch.Root);

        listed.ShouldSucceed();
    }

    [Theory]
    [InlineData("process", "cat > \"$AWS_CONFIG_FILE\" <<'EOF'\n{0}\nEOF\naws s3 ls {1} --profile orders-reader")]
    [InlineData("gateway", "mkdir -p \"$HOME/.aws\"\n{0}\naws s3 ls {1}")]
    public async Task A_form_without_keys_works_with_stsgw(string tab, string use)
    {
        var portal = await world.Portal.RunningAsync();
        var page = await OpenedAsync();
        await page.ClickAsync($"#tab-{tab}");
        var text = (await page.TextContentAsync(Text))!;
        using var home = await StsgwHome.OfAsync(world, portal.Gateway);
        await home.LogInAsync(async link =>
        {
            using var person = new PersonAtBrowser();
            await person.SignInAsync(link, "demo");
        });

        var listed = await home.ShellAsync(use.Replace("{0}", text, StringComparison.Ordinal).Replace("{1}", Bucket, StringComparison.Ordinal));

        listed.ShouldSucceed();
        (await page.IsVisibleAsync("#credentials-show")).ShouldBeFalse();
    }

    [Fact]
    public async Task Every_tab_is_in_view()
    {
        var page = await OpenedAsync();

        var cut = await page.EvaluateAsync<int>("() => { const tabs = document.getElementById('credentials-tabs'); return tabs.scrollWidth - tabs.clientWidth; }");

        cut.ShouldBe(0);
    }

    public void Dispose() => _scratch.Dispose();

    private static string Secret(string lines) => SecretKey().Match(lines).Groups["key"].Value;

    // The page is not allowed to read the clipboard; whoever sits before it is.
    private static async Task<string> PastedAsync(IPage page)
    {
        await page.EvaluateAsync("() => { const field = document.createElement('textarea'); field.id = 'pasted'; document.querySelector('dialog').append(field); field.focus(); }");
        await page.Keyboard.PressAsync("Control+v");
        return await page.InputValueAsync("#pasted");
    }

    private static async Task<TimeSpan> LeftAsync(IPage page)
    {
        var left = Clock().Match((await page.TextContentAsync("#credentials-countdown"))!);
        return new TimeSpan(left.Groups["h"].Success ? int.Parse(left.Groups["h"].Value) : 0, int.Parse(left.Groups["min"].Value), int.Parse(left.Groups["s"].Value));
    }

    private async Task<IPage> OpenedAsync(bool clock = false)
    {
        var portal = await world.Portal.RunningAsync();
        var page = await portal.Chromium.NewPersonAsync();
        await page.Context.GrantPermissionsAsync(["clipboard-write"]);
        await page.LogInAsync(portal.Gateway, "demo");
        if (clock)
        {
            await page.Clock.InstallAsync();
            await page.VisitAgainAsync();
        }

        await page.OpenCredentialsAsync("orders-reader");
        return page;
    }

    [GeneratedRegex("AWS_SECRET_ACCESS_KEY='(?<key>[^']+)'", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SecretKey();

    [GeneratedRegex("((?<h>[0-9]+) h )?(?<min>[0-9]+) min (?<s>[0-9]+) s", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Clock();
}
