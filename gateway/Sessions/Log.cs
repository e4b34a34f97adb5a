namespace Gateway.Sessions;

/// <summary>What this room logs; event ids 1300 to 1399.</summary>
internal static partial class Log
{
    [LoggerMessage(1300, LogLevel.Warning,
        "Gateway:Sessions:Keys is empty: sessions are sealed with a key of this process alone. They end with it, and no replica opens them; "
        + "for more than a trial set Gateway:Sessions:Keys:0 to the output of: openssl rand -base64 32", EventName = "ProcessKeyOnly")]
    public static partial void ProcessKeyOnly(ILogger logger);

    [LoggerMessage(1301, LogLevel.Error,
        "Gateway:Redis is shared and Gateway:Sessions:Keys is empty: sessions are sealed with a key of this process alone, so that they end with it and other replicas refuse them; "
        + "give all of them the same Gateway:Sessions:Keys:0, the output of: openssl rand -base64 32", EventName = "ReplicasWithoutKeys")]
    public static partial void ReplicasWithoutKeys(ILogger logger);
}
