using Gateway.Auditing;
using Gateway.Portal.Pages;
using Microsoft.AspNetCore.Antiforgery;

namespace Gateway.Portal;

/// <summary>Takes a post only with the token of a page that was made for this person.</summary>
internal sealed class AntiforgeryFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (SmallForm.IsPresent(http.Request) && await IsValidAsync(http))
        {
            return await next(context);
        }

        const string message = "This page is out of date, or another site sent you here. Load your roles again and repeat what you did.";
        http.Audit().Refused("antiforgery", message);
        return http.Request.Path == PortalPaths.Credentials
            ? PortalProblem.Of(StatusCodes.Status400BadRequest, "antiforgery", message, PortalPaths.Home)
            : PortalPage.Message(http, StatusCodes.Status400BadRequest, "Please try again", message, ("Your roles", PortalPaths.Home));
    }

    private static async Task<bool> IsValidAsync(HttpContext http)
    {
        try
        {
            return await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http);
        }
        catch (Exception e) when (e is InvalidDataException or BadHttpRequestException)
        {
            // A form over its limits.
            return false;
        }
    }
}
