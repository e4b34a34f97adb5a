namespace Gateway.Portal;

/// <summary>What this room logs; event ids 1900 to 1999.</summary>
internal static partial class Log
{
    [LoggerMessage(1900, LogLevel.Warning, "A sign-in was not completed: {Failure} ({Detail})", EventName = "SignInFailed")]
    public static partial void SignInFailed(ILogger logger, string failure, string detail);

    [LoggerMessage(1901, LogLevel.Error, "The sign-in service refuses the portal's client: {Error}; check Gateway:Portal:ClientId and ClientSecret, and the client's settings", EventName = "ClientRefused")]
    public static partial void ClientRefused(ILogger logger, string error);

    [LoggerMessage(1902, LogLevel.Warning, "The sign-in service could not be reached to renew a session: {Problem}", EventName = "RenewalUnavailable")]
    public static partial void RenewalUnavailable(ILogger logger, string problem);
}
