using Gateway.Auditing;
using Gateway.Hosting;
using Gateway.Issuing;
using Gateway.Sso.Clients;

namespace Gateway.Sso.Oidc;

/// <summary>
/// AWS's SSO OIDC service under <c>/sso-oidc</c>, for <c>AWS_ENDPOINT_URL_SSO_OIDC</c>. A request that is signed never comes here: it is forwarded.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/Welcome.html</remarks>
internal static class OidcDoors
{
    public const string Path = "/sso-oidc";

    public static void MapOidc(this IEndpointRouteBuilder routes)
    {
        var doors = routes.MapGroup(Path).WithMetadata(new FaultAnswer(Fault));
        doors.MapPost("/client/register", RegisterClientDoor.HandleAsync);
        doors.MapPost("/device_authorization", StartDeviceAuthorizationDoor.HandleAsync);
        doors.MapPost("/token", CreateTokenDoor.HandleAsync);
        doors.MapGet("/authorize", AuthorizeDoor.HandleAsync).WithMetadata(PlainPage.Fault);
        // The AWS CLI takes scheme and host of its endpoint alone and appends the path: measured with 2.36.
        routes.MapGet("/authorize", AuthorizeDoor.HandleAsync).WithMetadata(PlainPage.Fault);
    }

    /// <summary>What every operation here begins with.</summary>
    public static void Begin(HttpContext context, string operation)
    {
        Admission.Begin(context, "sso-oidc");
        NameRequest(context);
        context.Audit().Action = "sso-oidc:" + operation;
    }

    /// <summary>The client that the body names, or the error: unknown, of another secret, or past its time.</summary>
    public static IResult? Refuse(HttpContext context, OidcRequest? request, TimeProvider time, out string clientId, out ClientRegistration client)
    {
        (clientId, client) = ("", null!);
        if (request is null)
        {
            return OidcError.InvalidRequest.Answer(context, "Send a JSON object of at most 32 KiB.");
        }

        if (request.Text("clientId") is not { } id || request.Text("clientSecret") is not { } secret)
        {
            return OidcError.InvalidRequest.Answer(context, "clientId and clientSecret are required: RegisterClient gives them.");
        }

        if (!ClientRegistration.TryRead(id, out var registration) || !ClientRegistration.Matches(id, secret))
        {
            return OidcError.InvalidClient.Answer(context, "No such client: clientId and clientSecret do not belong together. Register anew (remove ~/.aws/sso/cache).");
        }

        (clientId, client) = (id, registration);
        return !context.Audit().TryTakePlace(isProven: false) ? OidcError.AuditUnavailable.Answer(context, AuditUnavailableException.Words)
            : registration.Expires > time.GetUtcNow() ? null
            : OidcError.InvalidClient.Answer(context, "The registration of this client has ended; register anew.");
    }

    private static IResult Fault(HttpContext context, string message)
    {
        NameRequest(context);
        return OidcError.Fault.Answer(context, message);
    }

    private static void NameRequest(HttpContext context) => context.Response.Headers["x-amzn-RequestId"] = context.TraceIdentifier;
}
