using System.Net;
using System.Text.Json;
using Gateway.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Portal;

public sealed class PortalCredentialsTests
{
    [Theory]
    [InlineData("forward", "GWAY")]
    [InlineData("credentials", "ASIA")]
    public async Task A_post_gives_credentials_of_the_mode_asked_for(string mode, string prefix)
    {
        await using var gateway = await PortalGateway.StartAsync();
        using var browser = await PortalBrowser.SignedInAsync(gateway);

        using var answer = await browser.PostAsync("/credentials", ("role", "orders-reader"), ("mode", mode));

        var json = await answer.JsonAsync();
        Tab(json, "bash").ShouldStartWith($"export AWS_ACCESS_KEY_ID='{prefix}");
        Tab(json, "bash").Contains("AWS_ENDPOINT_URL='", StringComparison.Ordinal).ShouldBe(mode == "forward");
        json.GetProperty("expiresInSeconds").GetInt32().ShouldBeInRange(1700, 1800);
    }

    [Fact]
    public async Task Forms_that_need_no_keys_hold_none()
    {
        await using var gateway = await PortalGateway.StartAsync();
        using var browser = await PortalBrowser.SignedInAsync(gateway);

        var json = await (await browser.PostAsync("/credentials", ("role", "orders-reader"), ("mode", "credentials"))).JsonAsync();

        foreach (var secret in json.GetProperty("secrets").EnumerateArray().Select(secret => secret.GetString()!))
        {
            Tab(json, "process").ShouldNotContain(secret);
            Tab(json, "gateway").ShouldNotContain(secret);
            Tab(json, "profile").Length.ShouldBeGreaterThan(secret.Length);
        }
    }

    [Fact]
    public async Task Without_keys_stsgw_asks_this_gateway_for_the_token()
    {
        await using var gateway = await PortalGateway.StartAsync();
        using var browser = await PortalBrowser.SignedInAsync(gateway);

        var tab = (await (await browser.PostAsync("/credentials", ("role", "orders-reader"), ("mode", "forward"))).JsonAsync())
            .GetProperty("tabs").EnumerateArray().Single(each => each.Text("id") == "gateway");
        var lines = tab.Text("text").Split('\n');

        lines.ShouldContain($"export AWS_ENDPOINT_URL='{gateway.Url}'");
        lines.ShouldContain("stsgw token --target \"$AWS_ENDPOINT_URL\" --file \"$AWS_WEB_IDENTITY_TOKEN_FILE\"");
        tab.Text("hint").ShouldEndWith($"stsgw token --watch --target {gateway.Url} --file \"$HOME/.aws/gateway-token\"");
        // Pasted into zsh, which takes a comment for a command.
        lines.ShouldNotContain(line => line.StartsWith('#'));
    }

    [Theory]
    [InlineData("first", "forward", "forward", false)]
    [InlineData("second", "forward", "forward", false)]
    [InlineData("first", "forward", "credentials", true)]
    [InlineData("second", "credentials", "credentials", false)]
    public async Task Without_keys_a_role_is_offered_only_where_its_ARN_stands_for_it_alone(string role, string mode, string modesOfSecond, bool isOffered)
    {
        await using var gateway = await PortalGateway.StartAsync($$"""
            version: 1
            accounts: { one: "111122223333" }
            grants:
              - { id: first, when: { clientRoles: [orders-reader] }, assume: { roleArn: "{{TestPolicy.ReaderArn}}", sessionName: x1 }, permit: { modes: [forward] } }
              - { id: second, when: { clientRoles: [orders-reader] }, assume: { roleArn: "{{TestPolicy.ReaderArn}}", sessionName: x2 }, permit: { modes: [{{modesOfSecond}}] } }
            """);
        using var browser = await PortalBrowser.SignedInAsync(gateway);

        var json = await (await browser.PostAsync("/credentials", ("role", role), ("mode", mode))).JsonAsync();

        json.GetProperty("tabs").EnumerateArray().Any(tab => tab.Text("id") == "gateway").ShouldBe(isOffered);
        json.GetProperty("tabs").EnumerateArray().ShouldContain(tab => tab.Text("id") == "process");
    }

    [Fact]
    public async Task Keys_are_in_no_address_and_no_cookie_and_no_log()
    {
        await using var gateway = await PortalGateway.StartAsync();
        using var browser = await PortalBrowser.SignedInAsync(gateway);

        using var answer = await browser.PostAsync("/credentials", ("role", "orders-reader"), ("mode", "credentials"));

        answer.Headers.GetValues("Cache-Control").Single().ShouldContain("no-store");
        foreach (var secret in (await answer.JsonAsync()).GetProperty("secrets").EnumerateArray().Select(secret => secret.GetString()!))
        {
            browser.CookieText.ShouldNotContain(secret);
            string.Join('\n', browser.Addresses).ShouldNotContain(secret);
            gateway.Logs.Text.ShouldNotContain(secret);
        }
    }

    [Fact]
    public async Task Who_is_refused_is_led_to_what_the_policy_says()
    {
        await using var gateway = await PortalGateway.StartAsync();
        using var browser = await PortalBrowser.SignedInAsync(gateway);

        using var answer = await browser.PostAsync("/credentials", ("role", "not-mine"), ("mode", "forward"));

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var problem = await answer.JsonAsync();
        problem.Text("link").ShouldBe("/why");
        problem.Text("linkText").ShouldBe("What the policy says of you");
    }

    [Fact]
    public async Task A_link_gives_no_credentials()
    {
        await using var gateway = await PortalGateway.StartAsync();
        using var browser = await PortalBrowser.SignedInAsync(gateway);

        using var answer = await browser.OpenAsync("/credentials?role=orders-reader&mode=forward");

        answer.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task A_post_without_the_page_gives_none()
    {
        await using var gateway = await PortalGateway.StartAsync();
        using var browser = await PortalBrowser.SignedInAsync(gateway);

        using var answer = await browser.PostBareAsync("/credentials", ("role", "orders-reader"), ("mode", "forward"));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.CodeAsync()).ShouldBe("antiforgery");
    }

    [Theory]
    [InlineData("orders-writer", "credentials", HttpStatusCode.OK)]
    [InlineData("analyst", "forward", HttpStatusCode.Forbidden)]
    [InlineData("nothing", "forward", HttpStatusCode.Forbidden)]
    [InlineData("fresh", "forward", HttpStatusCode.Unauthorized)]
    [InlineData("orders-reader", "console", HttpStatusCode.BadRequest)]
    [InlineData("", "forward", HttpStatusCode.BadRequest)]
    public async Task The_policy_decides(string role, string mode, HttpStatusCode status)
    {
        await using var gateway = await PortalGateway.StartAsync();
        using var browser = await PortalBrowser.SignedInAsync(gateway);

        using var answer = await browser.PostAsync("/credentials", ("role", role), ("mode", mode));

        answer.StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task A_role_that_wants_a_fresh_sign_in_says_where_to_get_one()
    {
        await using var gateway = await PortalGateway.StartAsync();
        using var browser = await PortalBrowser.SignedInAsync(gateway);

        var json = await (await browser.PostAsync("/credentials", ("role", "fresh"), ("mode", "forward"))).JsonAsync();

        json.Text("code").ShouldBe("step-up-required");
        json.Text("link").ShouldBe("/step-up?role=fresh&return=%2F");
    }

    private static string Tab(JsonElement json, string id) => json.GetProperty("tabs").EnumerateArray().Single(tab => tab.Text("id") == id).Text("text");
}
