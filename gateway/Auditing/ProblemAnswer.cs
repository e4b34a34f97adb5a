namespace Gateway.Auditing;

/// <summary>Problem details (RFC 9457) as every door writes them that has no language of its own.</summary>
internal static class ProblemAnswer
{
    /// <summary>The answer.</summary>
    /// <param name="context">The request, whose id the answer bears.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="code">What the problem is, in a word for programs.</param>
    /// <param name="title">The same for people, whatever the request.</param>
    /// <param name="detail">What is wrong with this request, and what to do.</param>
    public static IResult Of(HttpContext context, int status, string code, string title, string detail) => Results.Problem(
        type: "urn:gateway:problem:" + code, title: title, statusCode: status, detail: detail,
        extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = code, ["requestId"] = context.TraceIdentifier });
}
