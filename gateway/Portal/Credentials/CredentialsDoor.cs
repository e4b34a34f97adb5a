using Gateway.Auditing;
using Gateway.Issuing;
using Gateway.Policies;
using Gateway.Portal.Console;

namespace Gateway.Portal.Credentials;

/// <summary><c>POST /credentials</c>: keys for the page's dialog, in the body of an answer and nowhere else.</summary>
internal static class CredentialsDoor
{
    public static void MapCredentials(this IEndpointRouteBuilder posted) => posted.MapPost(PortalPaths.Credentials, IssueAsync)
        .WithMetadata(new FaultAnswer((_, message) => PortalProblem.Of(StatusCodes.Status500InternalServerError, "internal-error", message, link: null)));

    private static async Task<IResult> IssueAsync(HttpContext context, CredentialIssuer issuer, PolicyStore policies, ConsoleRegions regions, GatewayAddress address, TimeProvider time)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var role = form["role"].ToString();
        if (role.Length == 0 || AccessModes.Find(form["mode"]) is not { } mode || mode is not (AccessMode.Credentials or AccessMode.Forward))
        {
            return PortalProblem.Of(context, new Refusal(RefusalKind.InvalidRequest, "The form needs a role, and the mode forward or credentials."), role: null);
        }

        var result = await issuer.IssueAsync(context, new IssueRequest(role, mode), time);
        if (!result.Succeeded)
        {
            return PortalProblem.Of(context, result.Refusal, role);
        }

        var issued = result.Value;
        RecentRoles.Add(context, issued.Role.Id);
        // As the STS door and forwarded calls find it: two grants may share an ARN.
        var isNamedByArn = policies.Current.Select(context.Caller(), context.AccessContext(time), issued.Role.Arn.ToString(), AccessMode.Forward) is { Granted: true } named
            && named.Role.Id == issued.Role.Id;
        var tabs = new CredentialsTabs(issued, mode, address.Of(context.Request), regions.Usual(issued.Role), isNamedByArn).All();
        return Results.Json(new CredentialsView(
            issued.Role.Id,
            mode.Name(),
            Math.Max(0, (int)(issued.Expires - time.GetUtcNow()).TotalSeconds),
            issued.Expiration,
            [issued.SecretAccessKey, issued.SessionToken],
            tabs));
    }
}
