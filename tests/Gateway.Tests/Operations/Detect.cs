using System.Text;
using Gateway.Forwarding.Endpoints;
using Gateway.Forwarding.Operations;
using Shouldly;

namespace Gateway.Tests.Operations;

/// <summary>Requests in the protocols that AWS services speak.</summary>
internal static class Detect
{
    public static AwsService Service(string name) => EndpointTable.Default.TryFindService(name, out var service) ? service : throw new ShouldAssertException(name);

    public static AwsOperation Rest(string service, string method, string path, string query = "") =>
        OperationDetector.Detect(Service(service), new OperationRequest { Method = method, Path = path, Query = query, BodyIsWhole = true });

    public static AwsOperation Json(string service, string? target, string contentType = "application/x-amz-json-1.1") =>
        OperationDetector.Detect(Service(service), new OperationRequest { Method = "POST", Path = "/", Target = target, ContentType = contentType, BodyIsWhole = true });

    public static AwsOperation Form(string service, string body, string query = "", string? encoding = null, bool whole = true, string? target = null, string path = "/",
        string contentType = "application/x-www-form-urlencoded; charset=utf-8", string method = "POST") =>
        OperationDetector.Detect(Service(service), new OperationRequest
        {
            Method = method,
            Path = path,
            Query = query,
            Target = target,
            ContentType = contentType,
            ContentEncoding = encoding,
            Body = Encoding.UTF8.GetBytes(body),
            BodyIsWhole = whole,
        });

    public static AwsOperation Bucket(string method, string? bucket, string path, string query = "", bool copies = false) =>
        OperationDetector.Detect(Service("s3"), new OperationRequest { Method = method, Path = path, Query = query, HostPrefix = bucket, HasCopySource = copies });
}
