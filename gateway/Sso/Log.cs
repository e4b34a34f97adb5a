namespace Gateway.Sso;

/// <summary>What this room logs; event ids 2000 to 2099.</summary>
internal static partial class Log
{
    [LoggerMessage(2000, LogLevel.Warning, "The issuer {Issuer} cannot be asked for a login: {Kind}", EventName = "LoginIssuerUnavailable")]
    public static partial void LoginIssuerUnavailable(ILogger logger, string issuer, string kind);

    [LoggerMessage(2001, LogLevel.Error,
        "The issuer {Issuer} refuses the login client {Client}: {Error}; Gateway:Sso:ClientId must name a public client with the standard flow and the device grant",
        EventName = "LoginClientRefused")]
    public static partial void LoginClientRefused(ILogger logger, string issuer, string client, string error);
}
