using Gateway.Identity;
using Gateway.Issuing;
using Gateway.Issuing.Api;
using Microsoft.Extensions.Options;

namespace Gateway.Management;

/// <summary>Lets operators through: callers with a verified token and the role that the configuration names.</summary>
internal sealed class OperatorFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (Admission.Begin(http, "management") is { } unrecordable)
        {
            return ApiProblem.Of(http, unrecordable);
        }

        if (BearerToken.Read(http.Request.Headers.Authorization) is not { } token)
        {
            return ApiProblem.Of(http, Refusal.MissingToken);
        }

        using var admitted = await http.RequestServices.GetRequiredService<Admission>().AdmitAsync(http, token);
        if (!admitted.IsIn)
        {
            return ApiProblem.Of(http, admitted.Refusal);
        }

        var role = http.RequestServices.GetRequiredService<IOptions<ManagementOptions>>().Value.Role;
        return !string.IsNullOrEmpty(role) && (admitted.Caller.ClientRoles.Contains(role) || admitted.Caller.RealmRoles.Contains(role))
            ? await next(context)
            : ApiProblem.Of(http, new Refusal(RefusalKind.NotAnOperator, "Management needs the role that Gateway:Management:Role names, as a client role of the gateway's client or a realm role."));
    }
}
