using Gateway.Auditing;
using Gateway.Identity;
using Gateway.Issuing.Console;
using Gateway.Policies;
using Gateway.Revocations;

namespace Gateway.Issuing.Api;

/// <summary>The issuer's REST doors under <c>/api</c>.</summary>
internal static class ApiDoors
{
    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api");
        api.MapGet("/roles", RolesAsync).AddEndpointFilter(Named("roles"));
        api.MapGet("/credentials", CredentialsAsync).AddEndpointFilter(Named("credentials"));
        api.MapGet("/process-credentials", ProcessCredentialsAsync).AddEndpointFilter(Named("process-credentials"));
        api.MapGet("/login", LoginAsync).AddEndpointFilter(Named("login"));
    }

    private static CallerFilter Named(string door) => new(door, BearerToken.Read, ApiProblem.Of);

    private static async Task<IResult> RolesAsync(HttpContext context, PolicyStore policies, RevocationList revocations, SessionDurations durations, TimeProvider time)
    {
        Refusal? refusal = null;
        var stepUp = context.Parameter("stepUp", ref refusal);
        if (refusal is not null || stepUp is not (null or "true" or "false"))
        {
            return ApiProblem.Of(context, refusal ?? new Refusal(RefusalKind.InvalidRequest, "stepUp must be 'true', for those roles too that want a stronger or fresher login, or 'false'."));
        }

        var policy = policies.Current;
        context.Audit().PolicyVersion = policy.Version;
        var decision = policy.Decide(context.Caller(), context.AccessContext(time));
        var roles = new List<RoleDescription>();
        foreach (var role in decision.Roles.Where(role => !revocations.IsRevoked(context.Caller(), role)))
        {
            var longest = await durations.LongestAsync(role);
            roles.Add(new RoleDescription(role.Id, role.Arn.ToString(), role.Arn.AccountId, role.AccountName, role.Grant.Description,
                role.Grant.Permit.Modes.Names(), (int)longest.TotalSeconds));
        }

        if (stepUp == "true")
        {
            roles.AddRange(decision.StepUps.Select(role => new RoleDescription(
                role.Id, role.Arn.ToString(), role.Arn.AccountId, policy.AccountNameOf(role.Arn.AccountId), role.Grant.Description, role.Grant.Permit.Modes.Names(), null, StepUpDescription.Of(role))));
        }

        return Results.Json(roles);
    }

    private static Task<IResult> CredentialsAsync(HttpContext context, CredentialIssuer issuer, TimeProvider time) =>
        IssueAsync(context, issuer, time, AccessMode.Credentials, CredentialsAnswer.Of);

    private static Task<IResult> ProcessCredentialsAsync(HttpContext context, CredentialIssuer issuer, TimeProvider time) =>
        IssueAsync(context, issuer, time, AccessMode.Forward, ProcessCredentialsAnswer.Of);

    private static async Task<IResult> IssueAsync<T>(
        HttpContext context, CredentialIssuer issuer, TimeProvider time, AccessMode usual, Func<IssuedCredentials, T> answer)
    {
        var request = IssueParameters.Read(context, usual);
        if (!request.Succeeded)
        {
            return ApiProblem.Of(context, request.Refusal);
        }

        var result = await issuer.IssueAsync(context, request.Value, time);
        return result.Succeeded ? Results.Json(answer(result.Value)) : ApiProblem.Of(context, result.Refusal);
    }

    private static async Task<IResult> LoginAsync(HttpContext context, ConsoleSignIn console, TimeProvider time, GatewayAddress address)
    {
        var audit = context.Audit();
        Refusal? refusal = null;
        var role = context.Parameter("role", ref refusal);
        var destination = context.Parameter("destination", ref refusal);
        audit.RoleId = PrintableText.NameForRecord(role);
        audit.Action = "issue:console";
        if (refusal is not null)
        {
            return ApiProblem.Of(context, refusal);
        }

        var result = await console.SignInAsync(
            context.Caller(), context.AccessContext(time), role, destination, address.Of(context.Request), context.RequestAborted);
        if (!result.Succeeded)
        {
            return ApiProblem.Of(context, result.Refusal);
        }

        audit.Took(result.Value.Role);
        audit.AwsAccessKeyId = result.Value.AccessKeyId;
        return Results.Json(new LoginAnswer(result.Value.Url));
    }
}
