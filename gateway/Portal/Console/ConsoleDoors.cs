using Gateway.Auditing;
using Gateway.Issuing;
using Gateway.Issuing.Console;
using Gateway.Policies;
using Gateway.Portal.Pages;

namespace Gateway.Portal.Console;

/// <summary>Opens the AWS console: by the button of a role, or by a deep link that survives the sign-in.</summary>
internal static class ConsoleDoors
{
    public static void MapConsole(this IEndpointRouteBuilder signedIn)
    {
        signedIn.MapGet(PortalPaths.Console, (Delegate)DeepLinkAsync);
        signedIn.MapGet(PortalPaths.ConsoleOptions, Options);
    }

    public static void MapConsolePost(this IEndpointRouteBuilder posted) => posted.MapPost(PortalPaths.Console, (Delegate)OpenAsync);

    private static async Task<IResult> DeepLinkAsync(HttpContext context)
    {
        var request = ConsoleRequest.Read(name => context.Request.Query[name]);
        var back = context.Request.Path + context.Request.QueryString;
        var result = await SignInAsync(context, request);
        return result.Succeeded ? Results.Redirect(result.Value.Url) : Refuse(context, result.Refusal, back);
    }

    private static async Task<IResult> OpenAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var request = ConsoleRequest.Read(name => form[name]);
        var result = await SignInAsync(context, request);
        // A page that goes on, not a redirect: form-action would have to name every host that AWS sends people over.
        return result.Succeeded
            ? PortalPage.Leave(context, "Opening the AWS console", $"{result.Value.Role.Id} in {result.Value.Role.AccountName}", result.Value.Url)
            : Refuse(context, result.Refusal, DeepLink(request.Value));
    }

    private static IResult Options(HttpContext context, PolicyStore policies, TimeProvider time, ConsoleRegions regions, GatewayAddress address)
    {
        Refusal? refusal = null;
        var role = context.Parameter("role", ref refusal);
        if (refusal is not null)
        {
            return Refuse(context, refusal, PortalPaths.Home);
        }

        var selection = policies.Current.Select(context.Caller(), context.AccessContext(time), role, AccessMode.Console);
        return !selection.Granted
            ? Refuse(context, Refusal.Of(selection.Refusal), context.Request.Path + context.Request.QueryString)
            : PortalPage.Of<ConsoleOptionsPage>(context, StatusCodes.Status200OK, "Open the console",
                new ConsoleOptionsModel(selection.Role, regions.For(selection.Role), $"{address.Of(context.Request)}{PortalPaths.Console}?role={Uri.EscapeDataString(selection.Role.Id)}"));
    }

    private static async Task<IssueResult<ConsoleUrl>> SignInAsync(HttpContext context, IssueResult<ConsoleRequest> request)
    {
        var audit = context.Audit();
        audit.Action = "issue:console";
        if (!request.Succeeded)
        {
            return request.Refusal;
        }

        audit.RoleId = PrintableText.NameForRecord(request.Value.Role);
        var services = context.RequestServices;
        var result = await services.GetRequiredService<ConsoleSignIn>().SignInAsync(
            context.Caller(), context.AccessContext(services.GetRequiredService<TimeProvider>()), request.Value.Role, request.Value.Destination,
            services.GetRequiredService<GatewayAddress>().Of(context.Request), context.RequestAborted);
        if (result.Succeeded)
        {
            audit.Took(result.Value.Role);
            audit.AwsAccessKeyId = result.Value.AccessKeyId;
            RecentRoles.Add(context, result.Value.Role.Id);
        }

        return result;
    }

    private static string DeepLink(ConsoleRequest? request) => request?.Role is { } role
        ? $"{PortalPaths.Console}?role={Uri.EscapeDataString(role)}" + (request.Destination is { } destination ? $"&destination={Uri.EscapeDataString(destination)}" : "")
        : PortalPaths.Home;

    private static IResult Refuse(HttpContext context, Refusal refusal, string back)
    {
        context.Refused(refusal);
        return refusal.StepUp is { } stepUp
            ? PortalPage.Message(context, StatusCodes.Status401Unauthorized, "This role wants a fresh sign-in", refusal.Message,
                ("Sign in for this role", PortalPaths.StepUpFor(stepUp.Id, back)), ("Your roles", PortalPaths.Home))
            : RefusalStatus.Of(refusal.Kind) is StatusCodes.Status401Unauthorized
            ? PortalPage.Message(context, StatusCodes.Status401Unauthorized, "Your session has ended", refusal.Message,
                ("Sign in again", PortalPaths.SignInAfter(refusal.Kind, ReturnPath.Of(back))), ("Your roles", PortalPaths.Home))
            : PortalPage.Message(context, RefusalStatus.Of(refusal.Kind), "The console cannot be opened", refusal.Message,
                ("Your roles", PortalPaths.Home), ("What the policy says of you", PortalPaths.Why));
    }
}
