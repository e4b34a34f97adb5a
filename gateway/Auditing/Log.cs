namespace Gateway.Auditing;

/// <summary>What this room logs; event ids 1600 to 1699.</summary>
internal static partial class Log
{
    [LoggerMessage(1600, LogLevel.Critical, "Audit records could not be written to {Sink}", EventName = "AuditNotWritten")]
    public static partial void AuditNotWritten(ILogger logger, string sink, Exception exception);

    [LoggerMessage(1601, LogLevel.Error, "Request {RequestId} failed in the gateway", EventName = "RequestFailed")]
    public static partial void RequestFailed(ILogger logger, string requestId, Exception exception);

    [LoggerMessage(1602, LogLevel.Critical, "{Count} audit records for {Sink} are lost", EventName = "AuditDropped")]
    public static partial void AuditDropped(ILogger logger, string sink, long count);

    [LoggerMessage(1603, LogLevel.Critical, "{Length} audit records wait for {Sink}, which is as many as may: {Consequence}", EventName = "AuditQueueFull")]
    public static partial void AuditQueueFull(ILogger logger, string sink, int length, string consequence);

    [LoggerMessage(1604, LogLevel.Information, "Audit records are written to {Sink} again", EventName = "AuditWrittenAgain")]
    public static partial void AuditWrittenAgain(ILogger logger, string sink);

    [LoggerMessage(1605, LogLevel.Warning, "The old audit file {File} was not deleted: {Problem}", EventName = "AuditFileNotDeleted")]
    public static partial void AuditFileNotDeleted(ILogger logger, string file, string problem);
}
