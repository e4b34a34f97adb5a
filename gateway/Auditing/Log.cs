namespace Gateway.Auditing;

/// <summary>What this room logs; event ids 1600 to 1699.</summary>
internal static partial class Log
{
    [LoggerMessage(1600, LogLevel.Critical, "Audit records could not be written to standard output", EventName = "AuditNotWritten")]
    public static partial void AuditNotWritten(ILogger logger, Exception exception);

    [LoggerMessage(1601, LogLevel.Error, "Request {RequestId} failed in the gateway", EventName = "RequestFailed")]
    public static partial void RequestFailed(ILogger logger, string requestId, Exception exception);
}
