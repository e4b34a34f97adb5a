namespace Gateway.Telemetry;

/// <summary>
/// The names of all tags that metrics and spans carry. What a metric is tagged with is bounded: doors, outcomes and reasons are words of the
/// code, services those of the endpoint table, grants those of the policy file, issuers, sinks and certificates those of the configuration. No caller is.
/// </summary>
internal static class TagNames
{
    public const string Door = "gateway.door";
    public const string Outcome = "gateway.outcome";
    public const string Reason = "gateway.reason";
    public const string Grant = "gateway.grant";
    public const string Service = "gateway.service";
    public const string Direction = "gateway.direction";
    public const string Result = "gateway.result";
    public const string Issuer = "gateway.issuer";
    public const string Certificate = "gateway.certificate";
    public const string Sink = "gateway.sink";
    public const string PolicyVersion = "gateway.policy.version";

    // Of spans alone.
    public const string RequestId = "gateway.request_id";
    public const string Operation = "gateway.operation";
    public const string Region = "cloud.region";

    // https://opentelemetry.io/docs/specs/semconv/http/http-spans/
    public const string HttpMethod = "http.request.method";
    public const string HttpStatus = "http.response.status_code";
    public const string UrlPath = "url.path";
    public const string ServerAddress = "server.address";
    public const string ErrorType = "error.type";

    /// <summary>The value where there is none.</summary>
    public const string None = "none";
}
