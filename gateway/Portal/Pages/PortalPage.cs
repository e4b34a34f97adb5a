using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gateway.Portal.Pages;

/// <summary>Answers with a page.</summary>
internal static class PortalPage
{
    public static IResult Of<T>(HttpContext context, int status, string title, object model)
        where T : IComponent
    {
        var page = context.RequestServices.GetRequiredService<PageState>();
        page.Frame = PageFrame.Of(context, title);
        page.Model = model;
        return new RazorComponentResult<T> { StatusCode = status };
    }

    /// <summary>A page that says something, and what to do next.</summary>
    public static IResult Message(HttpContext context, int status, string title, string message, params (string Text, string Path)[] actions) =>
        Of<MessagePage>(context, status, title, new MessageModel(message, actions, status >= 400));

    /// <summary>A page that goes on to another site at once: a redirect after a post would have to be named in form-action.</summary>
    public static IResult Leave(HttpContext context, string title, string message, string url)
    {
        context.Response.Headers["Refresh"] = "0; url=" + url;
        return Of<LeavePage>(context, StatusCodes.Status200OK, title, new LeaveModel(message, url));
    }
}
