using Gateway.Auditing;
using Gateway.Issuing;
using Gateway.Policies;
using Gateway.Portal.Pages;

namespace Gateway.Portal.Why;

/// <summary><c>GET /why</c>: what the policy says of the person, grant by grant.</summary>
internal static class WhyDoor
{
    public static IResult Why(HttpContext context, PolicyStore policies, TimeProvider time)
    {
        context.Audit().Action = "portal:explain";
        return PortalPage.Of<WhyPage>(context, StatusCodes.Status200OK, "What the policy says of you",
            new WhyModel(context.Caller(), policies.Current.Explain(context.Caller(), context.AccessContext(time))));
    }
}
