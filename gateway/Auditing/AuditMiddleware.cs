using Gateway.Policies;
using Microsoft.AspNetCore.Http.Features;

namespace Gateway.Auditing;

/// <summary>Gives every request its id and its audit entry, and hands the entry to the sinks when the request has ended, however it ended.</summary>
internal sealed class AuditMiddleware(RequestDelegate next, IEnumerable<IAuditSink> sinks, PolicyStore policies, TimeProvider time, ILogger<AuditMiddleware> logger)
{
    /// <summary>The response header that holds the request id of the audit record.</summary>
    public const string RequestIdHeader = "X-Gateway-Request-Id";

    private readonly IAuditSink[] sinks = [.. sinks];

    public async Task InvokeAsync(HttpContext context)
    {
        var began = time.GetTimestamp();
        context.TraceIdentifier = RequestId.New();
        context.Response.Headers[RequestIdHeader] = context.TraceIdentifier;
        var entry = new AuditEntry
        {
            RequestId = context.TraceIdentifier,
            Time = time.GetUtcNow(),
            Method = context.Request.Method,
            Path = RawPath(context),
            SourceIp = context.Connection.RemoteIpAddress?.ToString(),
            UserAgent = context.Request.Headers.UserAgent.ToString() is { Length: > 0 } agent ? agent[..Math.Min(agent.Length, 256)] : null,
            PolicyVersion = policies.Current.Version,
        };
        context.Features.Set(entry);
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            entry.Refused("client-gone", "The client went away.");
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
        catch (Exception e)
        {
            Log.RequestFailed(logger, entry.RequestId, e);
            entry.Door ??= "unknown";
            entry.Refused("internal-error", "The gateway failed on this request; its log has the cause under the request id.");
            await AnswerAsync(context, entry);
        }
        finally
        {
            if (entry.Door is not null)
            {
                entry.Status = context.Response.StatusCode;
                entry.Duration = time.GetElapsedTime(began);
                foreach (var sink in sinks)
                {
                    await sink.WriteAsync(entry);
                }
            }
        }
    }

    private static async Task AnswerAsync(HttpContext context, AuditEntry entry)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        context.Response.Clear();
        context.Response.Headers[RequestIdHeader] = entry.RequestId;
        await Results.Problem(
            type: "urn:gateway:problem:internal-error", title: "The gateway failed", statusCode: StatusCodes.Status500InternalServerError, detail: entry.Message,
            extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = "internal-error", ["requestId"] = entry.RequestId }).ExecuteAsync(context);
    }

    private static string RawPath(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var query = target.IndexOf('?', StringComparison.Ordinal);
        return query < 0 ? target : target[..query];
    }
}
