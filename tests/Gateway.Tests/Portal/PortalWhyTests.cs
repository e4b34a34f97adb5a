using System.Net;
using Gateway.Portal.Why;
using Gateway.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Portal;

/// <summary>The page that explains looks at every grant of the file, and what it costs is bounded.</summary>
public sealed class PortalWhyTests
{
    [Fact]
    public async Task Of_many_grants_a_hundred_are_shown_and_the_rest_counted()
    {
        var others = string.Concat(Enumerable.Range(0, 150).Select(i => $"  - {{id: other-{i:D3}, when: {{clientRoles: [other]}}, assume: {{roleArn: \"arn:aws:iam::111122223333:role/Other\"}}}}\n"));
        await using var gateway = await PortalGateway.StartAsync(TestPolicy.Usual.Replace("grants:\n", "grants:\n" + others, StringComparison.Ordinal));
        using var browser = await PortalBrowser.SignedInAsync(gateway);

        using var page = await browser.OpenAsync("/why");

        var html = await page.Content.ReadAsStringAsync();
        html.ShouldContain("other-050");
        html.ShouldNotContain("other-149");
        html.ShouldContain("more are not shown");
        html.ShouldContain("orders-reader");
    }

    [Fact]
    public async Task Whoever_comes_while_too_many_wait_is_told_to_try_again_and_those_who_wait_have_their_turn()
    {
        await using var gateway = await PortalGateway.StartAsync();
        using var browser = await PortalBrowser.SignedInAsync(gateway);
        Task<HttpResponseMessage>[] waiting;
        using (await gateway.Services.GetRequiredService<Explanations>().TakeTurnAsync(CancellationToken.None))
        {
            waiting = [.. Enumerable.Range(0, Explanations.MostWaiting + 1).Select(_ => browser.OpenAsync("/why"))];
            using var refused = await await Task.WhenAny(waiting);

            refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
            (await refused.Content.ReadAsStringAsync()).ShouldContain("The policy is being explained to others.");
        }

        (await Task.WhenAll(waiting)).Count(page => page.StatusCode == HttpStatusCode.OK).ShouldBe(Explanations.MostWaiting);
    }

    [Fact]
    public async Task A_page_leaves_no_warning_in_the_log()
    {
        await using var gateway = await PortalGateway.StartAsync();
        using var browser = await PortalBrowser.SignedInAsync(gateway);

        (await browser.OpenAsync("/")).Dispose();

        gateway.Logs.Text.Split('\n').ShouldNotContain(line => line.Contains("Cache-Control", StringComparison.Ordinal));
    }
}
