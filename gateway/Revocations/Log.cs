namespace Gateway.Revocations;

/// <summary>What this room logs; event ids 1800 to 1899.</summary>
internal static partial class Log
{
    [LoggerMessage(1800, LogLevel.Warning, "Revoked {Target} up to {At:O}, by {By}", EventName = "Revoked")]
    public static partial void Revoked(ILogger logger, string target, DateTimeOffset at, string by);

    [LoggerMessage(1801, LogLevel.Error,
        "Over {MaxEntries} revocations are remembered; {Count} are forgotten, of the logouts first those of whoever has the most, and what an operator ordered last. Raise Gateway:Revocations:MaxEntries", EventName = "RevocationsForgotten")]
    public static partial void RevocationsForgotten(ILogger logger, int maxEntries, int count);

    [LoggerMessage(1802, LogLevel.Error, "Redis is not reached ({Kind}: {Problem}); the revocations known by now serve on", EventName = "SharingFails")]
    public static partial void SharingFails(ILogger logger, string kind, string problem);

    [LoggerMessage(1803, LogLevel.Information, "Redis is reached again", EventName = "SharingWorks")]
    public static partial void SharingWorks(ILogger logger);

    [LoggerMessage(1804, LogLevel.Information, "Read {Read} revocations from Redis and wrote {Written} that it lacked", EventName = "RevocationsMerged")]
    public static partial void CaughtUp(ILogger logger, int read, int written);

    [LoggerMessage(1805, LogLevel.Warning, "A revocation is not shared yet ({Kind}: {Problem}); it will be when Redis is back", EventName = "RevocationNotShared")]
    public static partial void NotShared(ILogger logger, string kind, string problem);

    [LoggerMessage(1806, LogLevel.Error, "An entry in Redis is no revocation, or one that lies in the future; something else writes there, or the clock of a replica is wrong", EventName = "RevocationNotUnderstood")]
    public static partial void NotUnderstood(ILogger logger);
}
