using Gateway.Auditing;

namespace Gateway.Tests.Audits;

/// <summary>Audit records for sinks to write.</summary>
internal static class Records
{
    public static AuditEntry Of(string id, string path = "/") => new()
    {
        RequestId = id,
        Time = DateTimeOffset.UnixEpoch,
        Method = "GET",
        Path = path,
        TraceId = "0af7651916cd43dd8448eb211c80319c",
        SpanId = "b7ad6b7169203331",
        Door = "forward",
        Status = 200,
    };

    public static IReadOnlyList<AuditEntry> Several(int count) => [.. Enumerable.Range(0, count).Select(i => Of($"request-{i}"))];
}
