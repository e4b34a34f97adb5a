using Gateway.Forwarding.Errors;

namespace Gateway.Forwarding;

/// <summary>S3's upload by a browser's form: its signature stands in the body's fields, over a policy and not over the request.</summary>
/// <remarks>https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTForms.html</remarks>
internal static class PostPolicy
{
    /// <summary>Whether the request looks like one; no door of the gateway's own takes such forms.</summary>
    public static bool IsPresent(HttpRequest request) =>
        HttpMethods.IsPost(request.Method)
        && request.Headers.Authorization.Count == 0
        && request.ContentType?.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase) == true;

    public static ForwardError? Check(HttpRequest request) => IsPresent(request)
        ? new ForwardError(ForwardFault.NotSupported, "Uploads by a presigned POST (a form with a policy) are not supported; presign a PUT instead.")
        : null;
}
