using Gateway.Auditing;

namespace Gateway.Issuing.Sts;

/// <summary>
/// A call of a service of the JSON protocols that its SDK does not sign, such as Cognito's <c>InitiateAuth</c>, and that <c>AWS_ENDPOINT_URL</c> has led to the
/// doors of STS. Nothing says whose it is.
/// </summary>
/// <remarks>https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html</remarks>
internal static class UnsignedCall
{
    private const string Code = "MissingAuthenticationTokenException";

    private const string Message =
        "Unsigned calls are not forwarded: set AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER (or the service's own) to AWS's address, or sign the call.";

    /// <summary>Whether a request without a signature is one: forms of STS have no such header.</summary>
    public static bool IsPresent(HttpRequest request) => request.Headers.ContainsKey("X-Amz-Target");

    /// <summary>Answers in the client's protocol.</summary>
    public static IResult Refuse(HttpContext context)
    {
        context.Audit().Refused("missing-signature", Message);
        context.Response.Headers["x-amzn-RequestId"] = context.TraceIdentifier;
        context.Response.Headers["x-amzn-ErrorType"] = Code;
        return Results.Json(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["__type"] = Code, ["message"] = Message },
            contentType: "application/x-amz-json-1.1", statusCode: StatusCodes.Status400BadRequest);
    }
}
