namespace Gateway.Revocations;

/// <summary>What this room logs; event ids 1800 to 1899.</summary>
internal static partial class Log
{
    [LoggerMessage(1800, LogLevel.Warning, "Revoked {Target} up to {At:O}, by {By}", EventName = "Revoked")]
    public static partial void Revoked(ILogger logger, string target, DateTimeOffset at, string by);

    [LoggerMessage(1801, LogLevel.Error,
        "Over {MaxEntries} revocations are remembered; the {Count} sessions that were revoked longest ago are forgotten. Raise Gateway:Revocations:MaxEntries", EventName = "RevocationsForgotten")]
    public static partial void Forgotten(ILogger logger, int maxEntries, int count);
}
