using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Shouldly;

namespace Gateway.RealTests.Portal;

/// <summary>axe-core on the page as it stands.</summary>
internal static class Axe
{
    private static readonly string[] Rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

    /// <summary>Of a page that takes long to come to: looked at once in each scheme; it stays dark.</summary>
    public static async Task ShouldHaveNoViolationInEitherSchemeAsync(this IPage page, string what)
    {
        foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await page.ShouldHaveNoViolationAsync($"{what}, {scheme}");
        }
    }

    public static async Task ShouldHaveNoViolationAsync(this IPage page, string what)
    {
        var result = await page.RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "tag", Values = [.. Rules] } });
        result.Violations.Select(violation => $"{what}: {violation.Id} {violation.Help} {string.Join(" | ", violation.Nodes.Select(node => node.Html))}").ShouldBeEmpty();
    }
}
