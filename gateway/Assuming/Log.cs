namespace Gateway.Assuming;

/// <summary>What this room logs; event ids 1400 to 1499.</summary>
internal static partial class Log
{
    [LoggerMessage(1400, LogLevel.Error, "The gateway has no AWS credentials of its own: {Problem}", EventName = "NoBaseCredentials")]
    public static partial void NoBaseCredentials(ILogger logger, string problem);

    [LoggerMessage(1401, LogLevel.Warning, "{Role} was not assumed: {Code}: {Problem}", EventName = "AssumeFailed")]
    public static partial void AssumeFailed(ILogger logger, string role, string code, string problem);

    [LoggerMessage(1402, LogLevel.Error, "AWS STS failed too often and is left alone for {Seconds} s", EventName = "StsCircuitOpened")]
    public static partial void StsCircuitOpened(ILogger logger, double seconds);

    [LoggerMessage(1403, LogLevel.Warning, "AWS takes the session {AccessKeyId} of {Role} no more, before its end; the next call gets a new one", EventName = "SessionRefused")]
    public static partial void SessionRefused(ILogger logger, string role, string accessKeyId);
}
