using System.Text.Json.Serialization;
using Gateway.Auditing;
using Gateway.Issuing;
using Gateway.Policies;
using Gateway.Revocations;
using Gateway.Sso.Login;
using Gateway.Sso.Sealing;
using Microsoft.AspNetCore.Http.Features;

namespace Gateway.Sso.Assignments;

/// <summary>
/// AWS's SSO portal service, for <c>AWS_ENDPOINT_URL_SSO</c>: under <c>/sso</c> with gateway credentials, under <c>/sso/credentials</c> with AWS's own. A
/// request that is signed never comes here: it is forwarded.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/singlesignon/latest/PortalAPIReference/Welcome.html</remarks>
internal static class AssignmentDoors
{
    public static void MapAssignments(this IEndpointRouteBuilder routes)
    {
        Map(routes, "/sso", AccessMode.Forward);
        Map(routes, "/sso/credentials", AccessMode.Credentials);
    }

    private static void Map(IEndpointRouteBuilder routes, string path, AccessMode mode)
    {
        var fault = new FaultAnswer(SsoError.Fault);
        var doors = routes.MapGroup(path).WithMetadata(fault).AddEndpointFilter(new SsoCallerFilter());
        doors.MapGet("/assignment/accounts", (HttpContext context, PolicyStore policies, RevocationList revocations, TimeProvider time) => Accounts(context, policies, revocations, time, mode));
        doors.MapGet("/assignment/roles", (HttpContext context, PolicyStore policies, RevocationList revocations, TimeProvider time) => Roles(context, policies, revocations, time, mode));
        doors.MapGet("/federation/credentials", (HttpContext context, PolicyStore policies, RevocationList revocations, CredentialIssuer issuer, TimeProvider time) =>
            CredentialsAsync(context, policies, revocations, issuer, time, mode));
        routes.MapGroup(path).WithMetadata(fault).AddEndpointFilter(new SsoCallerFilter(takesEnded: true)).MapPost("/logout", LogOutAsync);
    }

    private static IResult Accounts(HttpContext context, PolicyStore policies, RevocationList revocations, TimeProvider time, AccessMode mode)
    {
        context.Audit().Action = "sso:ListAccounts";
        if (!TryAssignments(context, policies, revocations, time, mode, out var assignments, out var denied))
        {
            return denied;
        }

        var page = Page<KeyValuePair<string, string>>.Of(context, assignments.Accounts, account => account.Key);
        return page.Succeeded
            ? Results.Json(new AccountsAnswer(page.Value.NextToken, [.. page.Value.Items.Select(account => new AccountAnswer(account.Key, account.Value))]))
            : SsoError.Of(context, page.Refusal);
    }

    private static IResult Roles(HttpContext context, PolicyStore policies, RevocationList revocations, TimeProvider time, AccessMode mode)
    {
        context.Audit().Action = "sso:ListAccountRoles";
        Refusal? refusal = null;
        var account = context.Parameter("account_id", ref refusal);
        if (refusal is not null || account is null)
        {
            return SsoError.Of(context, refusal ?? new Refusal(RefusalKind.InvalidRequest, "account_id is required."));
        }

        if (!TryAssignments(context, policies, revocations, time, mode, out var assignments, out var denied))
        {
            return denied;
        }

        var names = assignments.NamesIn(account);
        if (names.Count == 0)
        {
            return SsoError.NotFound(context, "You have no role in that account here; ListAccounts has those in which you do.");
        }

        var page = Page<string>.Of(context, names, name => name);
        return page.Succeeded
            ? Results.Json(new RolesAnswer(page.Value.NextToken, [.. page.Value.Items.Select(name => new RoleAnswer(name, account))]))
            : SsoError.Of(context, page.Refusal);
    }

    private static async Task<IResult> CredentialsAsync(
        HttpContext context, PolicyStore policies, RevocationList revocations, CredentialIssuer issuer, TimeProvider time, AccessMode mode)
    {
        context.Audit().Action = "sso:GetRoleCredentials";
        Refusal? refusal = null;
        var account = context.Parameter("account_id", ref refusal);
        var name = context.Parameter("role_name", ref refusal);
        context.Audit().RoleId = PrintableText.NameForRecord(name);
        if (refusal is not null || account is null || name is null)
        {
            return SsoError.Of(context, refusal ?? new Refusal(RefusalKind.InvalidRequest, "account_id and role_name are required."));
        }

        if (!TryAssignments(context, policies, revocations, time, mode, out var assignments, out var denied))
        {
            return denied;
        }

        var found = assignments.Find(account, name);
        if (found.Count != 1)
        {
            return SsoError.Of(context, found.Count == 0
                ? new Refusal(RefusalKind.RoleNotGranted, "No grant gives you that role in that account. 'aws sso list-account-roles' and GET /api/roles list those that do.")
                : new Refusal(RefusalKind.RoleAmbiguous, $"role_name stands for several roles of yours in that account; name one by its path or id: {string.Join(", ", found.Select(role => role.Id).Take(20))}."));
        }

        var issued = await issuer.IssueAsync(context, new IssueRequest(found[0].Id, mode), time);
        return issued.Succeeded ? Results.Json(CredentialsAnswer.Of(issued.Value)) : SsoError.Of(context, issued.Refusal);
    }

    private static async Task<IResult> LogOutAsync(HttpContext context, LoginIssuer issuer, RevocationList revocations)
    {
        context.Audit().Action = "sso:Logout";
        // The session's access token and gateway credentials end now, not with their time.
        revocations.LogOut(context.Caller());
        var token = context.Features.GetRequiredFeature<SsoToken>();
        return await issuer.LogOutAsync(token.Access, token.Refresh, context.RequestAborted)
            ? Results.Ok()
            : SsoError.Of(context, new Refusal(RefusalKind.IssuerUnavailable, "The issuer cannot be reached, so that the session goes on there; try again shortly."));
    }

    private static bool TryAssignments(
        HttpContext context, PolicyStore policies, RevocationList revocations, TimeProvider time, AccessMode mode, out RoleAssignments assignments, out IResult denied)
    {
        var caller = context.Caller();
        var decision = policies.Current.Decide(caller, context.AccessContext(time));
        assignments = new RoleAssignments(decision, role => role.Grant.Permit.Modes.HasFlag(mode) && !revocations.IsRevoked(caller, role));
        denied = decision.Denial is null ? null! : SsoError.Of(context, Refusal.Of(RoleChoice.Denied(decision.Denial).Refusal!));
        return decision.Denial is null;
    }

    internal sealed record AccountsAnswer(
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? NextToken, IReadOnlyList<AccountAnswer> AccountList);

    internal sealed record AccountAnswer(string AccountId, string AccountName);

    internal sealed record RolesAnswer(
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? NextToken, IReadOnlyList<RoleAnswer> RoleList);

    internal sealed record RoleAnswer(string RoleName, string AccountId);
}
