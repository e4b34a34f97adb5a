using System.Diagnostics;
using Gateway.Limits;
using Gateway.Policies;
using Gateway.Telemetry;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Gateway.Auditing;

/// <summary>Gives every request its id and its audit entry, and hands the entry to the sinks when the request has ended, however it ended.</summary>
internal sealed class AuditMiddleware(
    RequestDelegate next, AuditRecorder recorder, GatewayMetrics metrics, PolicyStore policies, Drain drain, TimeProvider time, ILogger<AuditMiddleware> logger)
{
    /// <summary>The response header that holds the request id of the audit record.</summary>
    public const string RequestIdHeader = "X-Gateway-Request-Id";

    public async Task InvokeAsync(HttpContext context)
    {
        var began = time.GetTimestamp();
        context.TraceIdentifier = RequestId.New();
        context.Response.Headers[RequestIdHeader] = context.TraceIdentifier;
        var span = Activity.Current is { IdFormat: ActivityIdFormat.W3C } current ? current : null;
        var entry = new AuditEntry
        {
            RequestId = context.TraceIdentifier,
            TraceId = span?.TraceId.ToHexString() ?? ClientTrace(context.Request.Headers.TraceParent),
            SpanId = span?.SpanId.ToHexString(),
            Recorder = recorder,
            Time = time.GetUtcNow(),
            Method = context.Request.Method,
            Path = RawPath(context),
            SourceIp = context.Connection.RemoteIpAddress?.ToString(),
            UserAgent = context.Request.Headers.UserAgent.ToString() is { Length: > 0 } agent ? agent[..Math.Min(agent.Length, 256)] : null,
            PolicyVersion = policies.Current.Version,
        };
        context.Features.Set(entry);
        metrics.RequestBegan();
        try
        {
            await next(context);
        }
        catch (Exception e) when (IsGone(e, context))
        {
            entry.Aborted("client-gone", "The client went away.");
            if (!context.Response.HasStarted)
            {
                context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            }

            // Else the server reads on in a body that has broken off, and logs as an error that it cannot.
            context.Abort();
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
            // Those whom the server cuts off look like clients that went away.
            if (entry.IsAborted && drain.IsOver)
            {
                drain.CutOff();
                entry.Aborted("stopping", "The gateway was stopping, and the request did not end within Gateway:Limits:Drain.");
            }

            entry.Status = context.Response.StatusCode;
            entry.Duration = time.GetElapsedTime(began);
            metrics.RequestEnded();
            entry.CutShort();
            RequestSpan.Describe(span, entry);
            await EndAsync(entry);
        }
    }

    private async ValueTask EndAsync(AuditEntry entry)
    {
        if (entry.Door is not { } door)
        {
            if (entry.HasPlace)
            {
                recorder.GiveBackPlace();
            }

            return;
        }

        metrics.Decided(door, entry.Outcome, entry.Service, entry.GrantId, entry.Reason, entry.Duration);
        if (entry.Service is { } service)
        {
            metrics.Carried(service, entry.BytesIn, entry.BytesOut);
        }

        if (entry.Reason == AuditUnavailableException.Reason)
        {
            recorder.CountRefusal();
        }

        await (entry.HasPlace ? recorder.RecordAsync(entry) : recorder.RecordWithoutPlaceAsync(entry));
    }

    /// <summary>Whether the client went away, be it while it was waited for or in the middle of its body.</summary>
    private static bool IsGone(Exception e, HttpContext context) =>
        e is ConnectionResetException or ConnectionAbortedException || (e is OperationCanceledException or IOException && context.RequestAborted.IsCancellationRequested);

    private static async Task AnswerAsync(HttpContext context, AuditEntry entry)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        context.Response.Clear();
        context.Response.Headers[RequestIdHeader] = entry.RequestId;
        var answer = context.GetEndpoint()?.Metadata.GetMetadata<FaultAnswer>() is { } own ? own.Of(context, entry.Message!)
            : ProblemAnswer.Of(context, StatusCodes.Status500InternalServerError, entry.Reason!, "The gateway failed", entry.Message!);
        await answer.ExecuteAsync(context);
    }

    // Where nothing is traced there is no span, but the client's trace is known all the same.
    private static string? ClientTrace(StringValues parent) =>
        parent.Count == 1 && ActivityContext.TryParse(parent[0], null, out var trace) ? trace.TraceId.ToHexString() : null;

    private static string RawPath(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var query = target.IndexOf('?', StringComparison.Ordinal);
        return query < 0 ? target : target[..query];
    }
}
