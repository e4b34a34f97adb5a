using Gateway.Auditing;
using Gateway.Portal.Pages;

namespace Gateway.Portal.Why;

/// <summary><c>GET /why</c>: what the policy says of the person, grant by grant.</summary>
internal static class WhyDoor
{
    public static async Task<IResult> WhyAsync(HttpContext context, Explanations explanations)
    {
        context.Audit().Action = "portal:explain";
        if (await explanations.OfAsync(context) is { } model)
        {
            return PortalPage.Of<WhyPage>(context, StatusCodes.Status200OK, "What the policy says of you", model);
        }

        const string message = "The policy is being explained to others. Try again in a few seconds.";
        context.Audit().Refused("too-many-requests", message);
        return PortalPage.Message(context, StatusCodes.Status429TooManyRequests, "Not at the moment", message, ("Try again", PortalPaths.Why));
    }
}
