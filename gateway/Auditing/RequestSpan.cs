using System.Diagnostics;
using Gateway.Telemetry;

namespace Gateway.Auditing;

/// <summary>Tells on the span around a request what its audit record tells: no more than names and numbers.</summary>
internal static class RequestSpan
{
    public static void Describe(Activity? span, AuditEntry entry)
    {
        if (span is not { IsAllDataRequested: true })
        {
            return;
        }

        if (entry.Door is null && entry.Reason is null)
        {
            // Probes and scrapes, every few seconds: what is not recorded is not exported.
            span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
            return;
        }

        span.DisplayName = entry.Door is null ? entry.Method : $"{entry.Method} {entry.Door}";
        span.SetTag(TagNames.RequestId, entry.RequestId)
            .SetTag(TagNames.HttpMethod, entry.Method)
            .SetTag(TagNames.UrlPath, entry.Path)
            .SetTag(TagNames.HttpStatus, entry.Status)
            .SetTag(TagNames.Door, entry.Door)
            .SetTag(TagNames.Reason, entry.Reason)
            .SetTag(TagNames.Grant, entry.GrantId)
            .SetTag(TagNames.Service, entry.Service)
            .SetTag(TagNames.Operation, entry.Action)
            .SetTag(TagNames.Region, entry.Region)
            .SetTag(TagNames.Outcome, entry.Door is null ? null : entry.Outcome);
        if (entry.Status >= 500 || entry.IsBrokenOff)
        {
            span.Fail(entry.Reason ?? "answer");
        }
    }
}
