using Gateway.Auditing;
using Gateway.Issuing.Container;
using Gateway.Issuing.Sts;
using Gateway.Management;
using Gateway.Sso.Assignments;
using Gateway.Sso.Oidc;

namespace Gateway.Hosting;

/// <summary>Answers what no door takes, in the language of the doors beside it and in words that lead to the right one.</summary>
internal static class UnknownDoor
{
    private static readonly string[] Neighbourhoods = ["/api", "/container", "/sts", OidcDoors.Path, "/sso", "/management", "/portal"];

    /// <summary>Answers 405 where another method has a door there (RFC 9110 section 15.5.6), which routing would but for this, which takes every method; else 404.</summary>
    public static IResult HandleAny(HttpContext context, EndpointDataSource doors)
    {
        var ofManagement = context.RequestServices.GetRequiredService<ManagementListener>().Received(context);
        var methods = string.Join(", ", OwnDoors.MethodsAt(context.Request.Path, doors, ofManagement));
        if (methods.Length == 0)
        {
            return Handle(context);
        }

        context.Response.Headers.Allow = methods;
        return Answer(context, StatusCodes.Status405MethodNotAllowed, "method-not-allowed", "The door does not take this method",
            ofManagement ? $"It takes {methods}." : $"It takes {methods}. An AWS call to a bucket of the door's name must be signed (SigV4).");
    }

    /// <summary>Answers 404.</summary>
    public static IResult Handle(HttpContext context) => Answer(context, StatusCodes.Status404NotFound, "no-such-door", "There is no such door",
        "AWS calls must be signed (SigV4), or go to /aws/{service}/{region}/ with a Bearer token; GET /openapi/v1.json describes the other doors.");

    private static IResult Answer(HttpContext context, int status, string code, string title, string message)
    {
        var audit = context.Audit();
        // Probes by other methods than the doors take, and whoever may reach the management port, leave no record where the others leave none.
        var path = context.Request.Path;
        audit.Door = path.StartsWithSegments("/livez", StringComparison.OrdinalIgnoreCase) || path.StartsWithSegments("/readyz", StringComparison.OrdinalIgnoreCase)
            || context.RequestServices.GetRequiredService<ManagementListener>().Received(context) ? null : "unknown";
        var beginning = Array.Find(Neighbourhoods, beginning => path.StartsWithSegments(beginning, StringComparison.Ordinal));
        // What was mistaken for a path may be anything, a token for one.
        audit.Path = beginning ?? "/";
        audit.Refused(code, message);
        var nameInAws = status == StatusCodes.Status405MethodNotAllowed ? "MethodNotAllowed" : "NotFound";
        if (beginning is "/sso" or OidcDoors.Path)
        {
            context.Response.Headers["x-amzn-RequestId"] = context.TraceIdentifier;
            context.Response.Headers["x-amzn-ErrorType"] = "UnknownOperationException";
        }

        return beginning switch
        {
            "/container" => Results.Json(new ContainerDoor.Error(nameInAws, message, context.TraceIdentifier), statusCode: status),
            "/sts" => StsDoors.Xml(context, status, StsXml.Error(new StsError(status, nameInAws), message, context.TraceIdentifier)),
            "/sso" => Results.Json(new SsoError.Body(message), statusCode: status),
            OidcDoors.Path => Results.Json(new OidcError.Body("invalid_request", message), statusCode: status),
            _ => ProblemAnswer.Of(context, status, code, title, message),
        };
    }
}
