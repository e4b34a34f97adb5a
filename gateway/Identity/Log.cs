namespace Gateway.Identity;

/// <summary>What this room logs; event ids 1100 to 1199.</summary>
internal static partial class Log
{
    [LoggerMessage(1100, LogLevel.Information, "Read {Count} signing keys of {Issuer}", EventName = "KeysRead")]
    public static partial void KeysRead(ILogger logger, string issuer, int count);

    [LoggerMessage(1101, LogLevel.Error, "The keys of {Issuer} were not read: {Problem}; {Consequence}", EventName = "KeysNotRead")]
    public static partial void KeysNotRead(ILogger logger, string issuer, string problem, string consequence);
}
