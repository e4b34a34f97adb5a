using System.Collections.Concurrent;
using Gateway.RealTests.Parts;
using Microsoft.Playwright;
using Shouldly;

namespace Gateway.RealTests.Portal;

/// <summary>A person's browser.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    public const int UsualWidth = 1280;

    private static readonly string[] Quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Chromium(IPlaywright playwright, IBrowser browser)
    {
        _playwright = playwright;
        _browser = browser;
    }

    /// <summary>What pages did against their own Content-Security-Policy, and errors of their scripts.</summary>
    public ConcurrentQueue<string> Faults { get; } = new();

    public static string? Find() => Tool.OnPath("chromium");

    public static async Task<Chromium> StartAsync()
    {
        var program = Tool.Require("chromium", "Chromium", "Install Debian's chromium.");
        var playwright = await Playwright.CreateAsync();
        // A page's own timeout does not hold for what is expected of it.
        Assertions.SetDefaultExpectTimeout(60_000);
        // Chromium's sandbox does not work for root.
        var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = program,
            Args = Environment.UserName == "root" ? [.. Quiet, "--no-sandbox"] : Quiet,
            Timeout = 120_000,
        });
        return new Chromium(playwright, browser);
    }

    public async Task<IPage> NewPersonAsync(ColorScheme scheme = ColorScheme.Light, bool script = true, int width = UsualWidth)
    {
        var context = await _browser.NewContextAsync(new()
        {
            ColorScheme = scheme,
            JavaScriptEnabled = script,
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new() { Width = width, Height = 900 },
        });
        context.SetDefaultTimeout(60_000);
        context.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.Ordinal) || message.Text.Contains("TrustedScript", StringComparison.Ordinal))
            {
                Faults.Enqueue(message.Text);
            }
        };
        context.WebError += (_, error) => Faults.Enqueue(error.Error);
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
        Faults.ShouldBeEmpty("pages of this run acted against their policy, or had errors of script");
    }
}
