using System.Net;

namespace Gateway.Cli.Login;

/// <summary>What the browser shows at the end.</summary>
internal static class CallbackPage
{
    /// <summary>At an address that no login and no hand-over waits for.</summary>
    public static string Unexpected { get; } = Page("Nothing waits for this page", "Close this tab. If the terminal still waits, go on in the tab that it opened; else start again there.");

    public static string Of(string? failure) =>
        failure is null
            ? Page("You are logged in", "Close this tab and go back to the terminal.")
            : Page("The login was not completed", WebUtility.HtmlEncode(failure));

    private static string Page(string title, string text) =>
        $"""
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>{title}</title>
        <style>
          :root {"{ color-scheme: light dark; font: 1.1rem/1.5 system-ui, sans-serif }"}
          body {"{ display: grid; place-content: center; min-height: 90vh; margin: 0 1rem; text-align: center }"}
        </style>
        <main><h1>{title}</h1><p>{text}</p></main>
        </html>
        """;
}
