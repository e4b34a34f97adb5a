namespace Gateway.Policies;

/// <summary>What this room logs; event ids 1200 to 1299.</summary>
internal static partial class Log
{
    [LoggerMessage(1200, LogLevel.Information, "Policy {Version} is in force: {Grants} grants, {Accounts} accounts, from {File}.", EventName = "PolicyLoaded")]
    public static partial void PolicyLoaded(ILogger logger, string version, int grants, int accounts, string file);

    [LoggerMessage(
        1201,
        LogLevel.Error,
        "The policy file {File} is bad; policy {Version} stays in force. {Problems} problems:\n{Report}",
        EventName = "PolicyRejected")]
    public static partial void PolicyRejected(ILogger logger, string file, string version, int problems, string report);

    [LoggerMessage(
        1202, LogLevel.Error, "The policy file {File} cannot be read; policy {Version} stays in force: {Reason}", EventName = "PolicyUnreadable")]
    public static partial void PolicyUnreadable(ILogger logger, string file, string version, string reason);

    [LoggerMessage(1203, LogLevel.Warning, "The policy file {File} has warnings:\n{Report}", EventName = "PolicyWarnings")]
    public static partial void PolicyWarnings(ILogger logger, string file, string report);

    [LoggerMessage(
        1204, LogLevel.Information, "The policy file {File} holds policy {Version}, which is in force, again.", EventName = "PolicyRestored")]
    public static partial void PolicyRestored(ILogger logger, string file, string version);
}
