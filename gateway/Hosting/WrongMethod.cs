namespace Gateway.Hosting;

/// <summary>Answers a request to a door of <c>/api</c> by a method that it does not take (RFC 9110 section 15.5.6). Routing would, but for the fallback, which takes every method.</summary>
internal static class WrongMethod
{
    public static IResult Handle(HttpContext context, EndpointDataSource doors)
    {
        var methods = string.Join(", ", MethodsOf(context.Request.Path, doors));
        if (methods.Length == 0)
        {
            return UnknownDoor.Handle(context);
        }

        context.Response.Headers.Allow = methods;
        return Results.Problem(
            type: "urn:gateway:problem:method-not-allowed",
            title: "The door does not take this method",
            statusCode: StatusCodes.Status405MethodNotAllowed,
            detail: $"It takes {methods}. An AWS call to a bucket named 'api' must be signed (SigV4).",
            extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = "method-not-allowed", ["requestId"] = context.TraceIdentifier });
    }

    private static IEnumerable<string> MethodsOf(PathString path, EndpointDataSource doors) => doors.Endpoints
        .OfType<RouteEndpoint>()
        .Where(door => string.Equals(door.RoutePattern.RawText?.Trim('/'), path.Value?.Trim('/'), StringComparison.OrdinalIgnoreCase))
        .SelectMany(door => door.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [])
        .Distinct(StringComparer.Ordinal)
        .Order(StringComparer.Ordinal);
}
