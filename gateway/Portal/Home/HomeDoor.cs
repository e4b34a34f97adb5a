using Gateway.Auditing;
using Gateway.Issuing;
using Gateway.Portal.Pages;

namespace Gateway.Portal.Home;

/// <summary><c>GET /</c> for a browser: the roles.</summary>
internal static class HomeDoor
{
    private const int LongestQuery = 256;

    public static async Task<IResult> HomeAsync(HttpContext context, RoleCatalog catalog, TimeProvider time)
    {
        context.Audit().Action = "portal:roles";
        var query = context.Request.Query["q"].ToString().Trim();
        var model = await catalog.ForAsync(
            context.Caller(), context.AccessContext(time), RecentRoles.Read(context), query.Length > LongestQuery ? query[..LongestQuery] : query);
        if (model.Denial is { } denial)
        {
            context.Audit().Refused("denied", $"The denial '{denial}' applies.");
        }

        return PortalPage.Of<HomePage>(context, model.Denial is null ? StatusCodes.Status200OK : StatusCodes.Status403Forbidden, "Your roles", model);
    }
}
