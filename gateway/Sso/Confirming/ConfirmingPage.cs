using System.Globalization;
using System.Text;
using Gateway.Hosting;
using Gateway.Sso.Sealing;

namespace Gateway.Sso.Confirming;

/// <summary>The page that asks a person whether a login is theirs.</summary>
internal static class ConfirmingPage
{
    /// <summary>Asks whether the person began this login.</summary>
    /// <param name="context">The request.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="link">The same, sealed.</param>
    /// <param name="userCode">The code that the link holds; null or wrong: the person types it.</param>
    /// <param name="now">The moment.</param>
    /// <param name="problem">What was wrong with the answer before.</param>
    public static IResult Question(HttpContext context, DeviceRequest request, string link, string? userCode, DateTimeOffset now, string? problem)
    {
        var here = context.Connection.RemoteIpAddress?.ToString();
        var minutes = Math.Max(0, (int)(now - request.Started).TotalMinutes);
        var page = new StringBuilder("<h1>Is this your login?</h1><p>A program asks to sign in to AWS as you. Go on only if you started it yourself, just now.</p>");
        if (problem is not null)
        {
            page.Append($"<p class=\"warn\" role=\"alert\">{PlainPage.Html(problem)}</p>");
        }

        page.Append("<dl>")
            .Append($"<dt>Program</dt><dd><bdi>{PlainPage.Html(request.ClientName)}</bdi></dd>")
            .Append($"<dt>Asked from</dt><dd>{PlainPage.Html(request.Address)}{(request.Address == here ? " (the address that you have now)" : "")}</dd>")
            .Append(CultureInfo.InvariantCulture, $"<dt>Asked at</dt><dd>{request.Started.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC, {(minutes == 0 ? "less than a minute" : minutes == 1 ? "a minute" : minutes + " minutes")} ago</dd>");
        if (Oidc.UserCode.Same(request.UserCode, userCode))
        {
            page.Append($"<dt>Code</dt><dd class=\"code\">{PlainPage.Html(request.UserCode)}</dd>");
        }

        page.Append("</dl>");
        if (request.Address != here)
        {
            page.Append($"<p class=\"warn\">The program runs at another address than this browser{(here is null ? "" : $" ({PlainPage.Html(here)})")}. If someone sent you this link, close this page.</p>");
        }

        page.Append($"<form method=\"post\" action=\"{ConfirmingDoors.Path}\"><input type=\"hidden\" name=\"request\" value=\"{PlainPage.Html(link)}\">");
        page.Append(Oidc.UserCode.Same(request.UserCode, userCode)
            ? $"<p>Compare the code with the one in your terminal.</p><input type=\"hidden\" name=\"user_code\" value=\"{PlainPage.Html(request.UserCode)}\">"
            : "<label for=\"user_code\">The code that your terminal shows</label><input id=\"user_code\" name=\"user_code\" required maxlength=\"16\" autocomplete=\"off\" autocapitalize=\"characters\" spellcheck=\"false\" autofocus>");
        page.Append("<button type=\"submit\">Yes, I started it: go on to sign in</button></form><p class=\"soft\">If you did not start it, close this page: without your consent nothing happens.</p>");
        return PlainPage.Of(context, problem is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest, "Is this your login?", page.ToString());
    }
}
