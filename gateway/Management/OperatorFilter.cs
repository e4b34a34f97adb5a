using Gateway.Auditing;
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
        Admission.Begin(http, "management");

        if (BearerToken.Read(http.Request.Headers.Authorization) is not { } token)
        {
            return ApiProblem.Of(http, Refusal.MissingToken);
        }

        using var admitted = await http.RequestServices.GetRequiredService<Admission>().AdmitAsync(http, token, takesPlace: false);
        if (!admitted.IsIn)
        {
            return ApiProblem.Of(http, admitted.Refusal);
        }

        var options = http.RequestServices.GetRequiredService<IOptions<ManagementOptions>>().Value;
        if (string.IsNullOrEmpty(options.Role) || !(admitted.Caller.ClientRoles.Contains(options.Role) || admitted.Caller.RealmRoles.Contains(options.Role)))
        {
            return ApiProblem.Of(http, new Refusal(RefusalKind.NotAnOperator, "Management needs the role that Gateway:Management:Role names, as a client role of the gateway's client or a realm role."));
        }

        if (options.Issuer is { Length: > 0 } issuer && admitted.Caller.Issuer.TrimEnd('/') != issuer.TrimEnd('/'))
        {
            return ApiProblem.Of(http, new Refusal(RefusalKind.NotAnOperator, "Management needs a token of the issuer that Gateway:Management:Issuer names."));
        }

        // An operator who ends sessions is not put off since records wait.
        http.Audit().ForcePlace();
        return await next(context);
    }
}
