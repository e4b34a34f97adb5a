using System.Net;
using System.Security.Cryptography;
using System.Text;
using Gateway.Auditing;

namespace Gateway.Hosting;

/// <summary>Pages of the doors that are for programs, where a browser comes to one: no script, one style, nothing of another host. The portal has its own.</summary>
internal static class PlainPage
{
    private const string Style = """
        :root { color-scheme: light dark; --ink: #1b1f24; --soft: #57606a; --page: #f4f5f7; --card: #ffffff; --line: #d0d7de; --act: #0b5cad; --on: #ffffff; --warn: #9a3412; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --soft: #9da7b3; --page: #0d1117; --card: #161b22; --line: #3d444d; --act: #6cb6ff; --on: #0d1117; --warn: #ffb77c; } }
        * { box-sizing: border-box; }
        body { margin: 0; padding: 1.5rem 1rem; font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--page); }
        main { max-width: 34rem; margin: 6vh auto 0; padding: 2rem; background: var(--card); border: 1px solid var(--line); border-radius: .75rem; }
        h1 { margin: 0 0 .75rem; font-size: 1.4rem; line-height: 1.25; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .5rem 1.25rem; margin: 1.25rem 0; padding: 1rem 0; border: solid var(--line); border-width: 1px 0; }
        dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
        .code { font: 600 1.25rem/1.2 ui-monospace, monospace; letter-spacing: .08em; }
        label { display: block; font-weight: 600; }
        input { width: 100%; margin: .35rem 0 1rem; padding: .6rem .75rem; font: 600 1.1rem ui-monospace, monospace; letter-spacing: .08em; text-transform: uppercase; color: inherit; background: var(--page); border: 1px solid var(--soft); border-radius: .4rem; }
        button { width: 100%; padding: .75rem; font: inherit; font-weight: 600; color: var(--on); background: var(--act); border: 0; border-radius: .4rem; cursor: pointer; }
        :focus-visible { outline: 3px solid var(--act); outline-offset: 2px; }
        .warn { color: var(--warn); font-weight: 600; } .soft { color: var(--soft); }
        @media (max-width: 30rem) { main { padding: 1.25rem; margin-top: 0; } dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .6rem; } }
        """;

    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>For doors that browsers come to.</summary>
    public static readonly FaultAnswer Fault = new((context, message) =>
        Message(context, StatusCodes.Status500InternalServerError, "The gateway failed", $"{message} It is {context.TraceIdentifier}."));

    /// <summary>A page that says something, and what to do next.</summary>
    public static IResult Message(HttpContext context, int status, string title, string message) =>
        Of(context, status, title, $"<h1>{Html(title)}</h1><p>{Html(message)}</p>");

    /// <summary>Puts the headers of such a page on an answer.</summary>
    /// <remarks>
    /// No form-action: Chromium holds the redirects after a form against it, and an issuer may redirect on to a broker of its own. Not no-referrer, under which
    /// browsers send 'Origin: null' with our own form.
    /// </remarks>
    public static void Protect(HttpContext context) => PageHeaders.Add(context, Policy, "same-origin");

    /// <summary>A page of this HTML.</summary>
    public static IResult Of(HttpContext context, int status, string title, string body)
    {
        Protect(context);
        return Results.Text(
            $"<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{Html(title)}</title><style>{Style}</style></head><body><main>{body}</main></body></html>\n",
            "text/html; charset=utf-8", statusCode: status);
    }

    /// <summary>Text as HTML.</summary>
    public static string Html(string text) => WebUtility.HtmlEncode(text);
}
