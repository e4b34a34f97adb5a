namespace Gateway.Hosting;

/// <summary>Answers what no door takes, in words that lead to the right one.</summary>
internal static class UnknownDoor
{
    public static IResult Handle(HttpContext context) => Results.Problem(
        type: "urn:gateway:problem:no-such-door",
        title: "There is no such door",
        statusCode: StatusCodes.Status404NotFound,
        detail: "AWS calls must be signed (SigV4), or go to /aws/{service}/{region}/ with a Bearer token; GET /openapi/v1.json describes the other doors.",
        extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = "no-such-door", ["requestId"] = context.TraceIdentifier });
}
