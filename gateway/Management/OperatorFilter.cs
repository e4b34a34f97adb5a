using Gateway.Auditing;
using Gateway.Identity;
using Gateway.Issuing;
using Gateway.Issuing.Api;
using Gateway.Revocations;
using Microsoft.Extensions.Options;

namespace Gateway.Management;

/// <summary>Lets operators through: callers with a verified token and the role that the configuration names.</summary>
internal sealed class OperatorFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        http.Response.Headers.CacheControl = "no-store";
        http.Audit().Door = "management";
        if (BearerToken.Read(http.Request.Headers.Authorization) is not { } token)
        {
            return ApiProblem.Of(http, Refusal.MissingToken);
        }

        var services = http.RequestServices;
        var verified = await services.GetRequiredService<TokenVerifier>().VerifyAsync(token, http.RequestAborted);
        if (!verified.Verified)
        {
            return ApiProblem.Of(http, Refusal.Of(verified.Problem));
        }

        http.Audit().Caller = verified.Caller;
        if (services.GetRequiredService<RevocationList>().WhyRefused(verified.Caller) is { } revoked)
        {
            return ApiProblem.Of(http, Refusal.Of(revoked));
        }

        var role = services.GetRequiredService<IOptions<ManagementOptions>>().Value.Role;
        return !string.IsNullOrEmpty(role) && (verified.Caller.ClientRoles.Contains(role) || verified.Caller.RealmRoles.Contains(role))
            ? await next(context)
            : ApiProblem.Of(http, new Refusal(RefusalKind.NotAnOperator, "Management needs the role that Gateway:Management:Role names, as a client role of the gateway's client or a realm role."));
    }
}
