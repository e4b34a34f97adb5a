using System.Diagnostics;

namespace Gateway.Telemetry;

/// <summary>
/// The gateway's spans. The one around them is ASP.NET Core's, which continues the client's trace (W3C Trace Context). While nobody listens,
/// none is made and nothing is allocated.
/// </summary>
internal static class Tracing
{
    public const string SourceName = "Gateway";

    /// <summary>The source of the span around a request.</summary>
    public const string ServerSourceName = "Microsoft.AspNetCore";

    public const string Authenticate = "authenticate";
    public const string Verify = "verify";
    public const string Resolve = "resolve";
    public const string Authorise = "authorise";
    public const string Assume = "assume";
    public const string AssumeRole = "sts:AssumeRole";
    public const string Sign = "sign";
    public const string Forward = "forward";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>Begins a span below the current one; null while nobody listens.</summary>
    public static Activity? Start(string name, ActivityKind kind = ActivityKind.Internal) => Source.StartActivity(name, kind);

    /// <summary>
    /// Leaves the trace for the rest of an asynchronous method, whose callers stay in it: the AWS SDK's own HTTP clients would send the current
    /// trace on to AWS.
    /// </summary>
    public static void Leave() => Activity.Current = null;

    /// <summary>Says what went wrong, by a stable word.</summary>
    public static void Fail(this Activity? span, string errorType)
    {
        span?.SetTag(TagNames.ErrorType, errorType);
        span?.SetStatus(ActivityStatusCode.Error);
    }
}
