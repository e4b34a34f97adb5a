namespace Gateway.Issuing;

/// <summary>What this room logs; event ids 1500 to 1599.</summary>
internal static partial class Log
{
    [LoggerMessage(1500, LogLevel.Warning, "The sign-in service {Host} answered {Status}", EventName = "SignInRefused")]
    public static partial void SignInRefused(ILogger logger, string host, int status);

    [LoggerMessage(1501, LogLevel.Warning, "The sign-in service {Host} failed: {Kind}", EventName = "SignInFailed")]
    public static partial void SignInFailed(ILogger logger, string host, string kind);
}
