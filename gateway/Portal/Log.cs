namespace Gateway.Portal;

/// <summary>What this room logs; event ids 1900 to 1999.</summary>
internal static partial class Log
{
    [LoggerMessage(1900, LogLevel.Warning, "A sign-in was not completed: {Failure} ({Detail})", EventName = "PortalSignInFailed")]
    public static partial void PortalSignInFailed(ILogger logger, string failure, string detail);

    [LoggerMessage(1901, LogLevel.Error, "The sign-in service refuses the portal's client: {Error}; check Gateway:Portal:ClientId and ClientSecret, and the client's settings", EventName = "ClientRefused")]
    public static partial void ClientRefused(ILogger logger, string error);

    [LoggerMessage(1902, LogLevel.Warning, "The sign-in service could not be reached to renew a session: {Problem}", EventName = "RenewalUnavailable")]
    public static partial void RenewalUnavailable(ILogger logger, string problem);

    [LoggerMessage(1903, LogLevel.Warning, "Another replica began to renew a portal session, and nothing was heard of it in {Seconds} s: the token serves on until its end", EventName = "RenewalElsewhere")]
    public static partial void RenewalElsewhere(ILogger logger, double seconds);

    [LoggerMessage(1904, LogLevel.Error, "What lies in Redis as the renewal of a portal session is none: something else writes to the keys there, or replicas have different session keys", EventName = "RenewalNotUnderstood")]
    public static partial void RenewalNotUnderstood(ILogger logger);
}
