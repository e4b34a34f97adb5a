using System.Collections.Concurrent;
using System.Web;
using Gateway.RealTests.Aws;
using Gateway.RealTests.Parts;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Portal;

/// <summary>The portal as people use it: real Keycloak, real Chromium, real AWS CLI.</summary>
public sealed class PortalTests(RealWorld world) : IDisposable
{
    private readonly Scratch _scratch = new();

    [Fact]
    public async Task Demo_opens_the_console_with_one_click()
    {
        var portal = await world.Portal.RunningAsync();
        var page = await portal.SignedInAsync();

        var console = await page.RunAndWaitForPopupAsync(() => page.ClickAsync("form[action='/console']:has(input[value='orders-reader']) button"));
        await console.ArrivedAsync(url => url.Contains("/federation", StringComparison.Ordinal));

        var query = HttpUtility.ParseQueryString(new Uri(console.Url).Query);
        query["Destination"].ShouldStartWith("https://console.aws.amazon.com/");
        (await world.Signin.RunningAsync()).Sessions.ShouldContainKey(query["SigninToken"]!);
    }

    [Fact]
    public async Task Credentials_from_the_dialog_work_in_the_aws_cli()
    {
        var portal = await world.Portal.RunningAsync();
        var page = await portal.SignedInAsync();
        await page.OpenCredentialsAsync("orders-reader");

        var hidden = await page.TextContentAsync("#credentials-text");
        var lines = await page.ShownCredentialsAsync();

        hidden.ShouldNotBeNull().ShouldContain("••••");
        var bash = Tool.Require("bash", "bash", "Install bash.");
        var listed = await ClientProcess.RunAsync(bash, ["-c", $"{lines}\naws s3 ls s3://{MinioServer.Bucket}/"], AwsSettings.With(new Dictionary<string, string?>(), _scratch), _scratch.Root);
        listed.ShouldSucceed();
    }

    [Fact]
    public async Task Keys_are_gone_from_the_page_when_the_dialog_closes()
    {
        var portal = await world.Portal.RunningAsync();
        var page = await portal.SignedInAsync();
        await page.OpenCredentialsAsync("orders-reader");
        var secret = (await page.ShownCredentialsAsync()).Split("AWS_SECRET_ACCESS_KEY='")[1].Split('\'')[0];

        await page.Keyboard.PressAsync("Escape");

        // The browser tells the page of it a moment after.
        for (var i = 0; i < 100 && (await page.ContentAsync()).Contains(secret, StringComparison.Ordinal); i++)
        {
            await page.WaitForTimeoutAsync(50);
        }

        (await page.ContentAsync()).ShouldNotContain(secret);
        (await page.EvaluateAsync<string>("() => JSON.stringify({...localStorage, ...sessionStorage}) + document.cookie + location.href")).ShouldNotContain(secret);
    }

    [Fact]
    public async Task A_page_that_someone_stored_cannot_act_as_the_portal()
    {
        var portal = await world.Portal.RunningAsync();
        var page = await portal.SignedInAsync();
        await page.OpenCredentialsAsync("orders-writer");
        var keys = await page.ShownCredentialsAsync();
        // A picture that script writes is fetched before the page counts as loaded.
        var html = _scratch.Write("page.html", "<!doctype html><title>stored</title><img src='/shown'><script>document.write('<img src=/ran>')</script>");
        var asked = new ConcurrentBag<string>();
        page.Request += (_, request) => asked.Add(new Uri(request.Url).AbsolutePath);
        var uploaded = await ClientProcess.RunAsync(
            Tool.Require("bash", "bash", "Install bash."),
            ["-c", $"{keys}\naws s3 cp --quiet --content-type text/html '{html}' s3://{MinioServer.Bucket}/page.html && aws configure set default.s3.signature_version s3v4 && aws s3 presign s3://{MinioServer.Bucket}/page.html"],
            AwsSettings.With(new Dictionary<string, string?>(), _scratch), _scratch.Root);

        var shown = await page.GotoAsync(uploaded.ShouldSucceed().Trim());
        shown!.Status.ShouldBe(200, await shown.TextAsync());

        asked.ShouldContain("/shown");
        asked.ShouldNotContain("/ran");
    }

    [Fact]
    public async Task Another_person_sees_other_roles()
    {
        var portal = await world.Portal.RunningAsync();
        var page = await portal.Chromium.NewPersonAsync();

        await page.LogInAsync(portal.Gateway, "viewer");

        (await page.Locator("[data-card] h3").AllInnerTextsAsync()).ShouldBe(["analyst"]);
    }

    [Fact]
    public async Task Suspended_is_told_why()
    {
        var portal = await world.Portal.RunningAsync();
        var page = await portal.SignedInAsync("suspended");

        await page.ClickAsync("text=What the policy says of you");

        (await page.InnerTextAsync("main")).ShouldContain("Denies you everything");
    }

    [Fact]
    public async Task Without_script_sign_in_search_and_console_work()
    {
        var portal = await world.Portal.RunningAsync();
        var page = await portal.Chromium.NewPersonAsync(script: false);
        await page.LogInAsync(portal.Gateway, "demo", "/?q=reader");
        (await page.Locator("[data-card] h3").AllInnerTextsAsync()).ShouldBe(["orders-reader"]);
        await page.ClickAsync("a.more");
        await page.SelectOptionAsync("#region", "eu-central-1");
        await page.SelectOptionAsync("#service", new SelectOptionValue { Label = "S3" });

        await page.ClickAsync("main form button");
        await page.ArrivedAsync(url => url.Contains("/federation", StringComparison.Ordinal));

        HttpUtility.ParseQueryString(new Uri(page.Url).Query)["Destination"].ShouldBe("https://console.aws.amazon.com/s3/home?region=eu-central-1");
    }

    [Fact]
    public async Task Signing_out_ends_the_session_at_keycloak()
    {
        var portal = await world.Portal.RunningAsync();
        var page = await portal.SignedInAsync();
        await page.ClickAsync(".person button");
        await page.ArrivedAsync(url => url.Contains("/signed-out", StringComparison.Ordinal));

        await page.ClickAsync("text=Sign in again");

        await page.WaitForSelectorAsync("#kc-login");
    }

    [Fact]
    public async Task A_session_that_an_administrator_ends_ends_here_with_its_live_credentials()
    {
        var portal = await world.Portal.RunningAsync();
        await portal.Admin.AddUserLikeDemoAsync("example", "portal-leaver");
        var page = await portal.SignedInAsync("portal-leaver");
        await page.OpenCredentialsAsync("orders-reader");
        var lines = await page.ShownCredentialsAsync();
        await portal.Admin.EndSessionsAsync("example", "portal-leaver");

        await page.VisitAgainAsync();

        (await page.InnerTextAsync("main")).ShouldContain("Your session was ended");
        await page.ShouldHaveNoViolationInEitherSchemeAsync("a session that was ended");
        var listed = await ClientProcess.RunAsync(
            Tool.Require("bash", "bash", "Install bash."), ["-c", $"{lines}\naws s3 ls s3://{MinioServer.Bucket}/"], AwsSettings.With(new Dictionary<string, string?>(), _scratch), _scratch.Root);
        listed.ShouldFail().ShouldContain("ExpiredToken");
    }

    [Fact]
    public async Task A_role_that_wants_a_fresh_login_asks_for_it_and_then_works()
    {
        var portal = await world.Portal.RunningAsync();
        await using var gateway = await portal.StartFreshGatewayAsync();
        var page = await portal.Chromium.NewPersonAsync();
        await page.LogInAsync(gateway, "demo");
        for (var i = 0; i < 150 && await StepUp(page).CountAsync() == 0; i++)
        {
            await page.WaitForTimeoutAsync(1000);
            await page.VisitAgainAsync();
        }

        (await StepUp(page).EvaluateAllAsync<string[]>("links => links.map(link => new URL(link.href).searchParams.get('role'))")).ShouldBe(["orders-writer"]);
        await page.ShouldHaveNoViolationInEitherSchemeAsync("a role that wants a fresh login");
        await page.OpenCredentialsAsync("orders-reader");
        await page.Keyboard.PressAsync("Escape");
        await StepUp(page).ClickAsync();
        await page.FillAsync("#password", "demo");
        await page.ClickAsync("#kc-login");

        await page.WaitForSelectorAsync("[data-credentials='orders-writer']");
        await page.OpenCredentialsAsync("orders-writer");
    }

    public void Dispose() => _scratch.Dispose();

    private static ILocator StepUp(IPage page) => page.Locator("a[href^='/step-up?']");
}
