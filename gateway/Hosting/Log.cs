namespace Gateway.Hosting;

/// <summary>What this room logs; event ids 2300 to 2399.</summary>
internal static partial class Log
{
    [LoggerMessage(2300, LogLevel.Information, "New connections get the renewed certificate in {File}, which ends at {NotAfter:O}", EventName = "CertificateTaken")]
    public static partial void CertificateTaken(ILogger logger, string file, DateTime notAfter);

    [LoggerMessage(2301, LogLevel.Error, "The renewed certificate in {File} cannot be used, so the last good one serves on: {Problem}", EventName = "CertificateRefused")]
    public static partial void CertificateRefused(ILogger logger, string file, string problem);

    [LoggerMessage(2302, LogLevel.Warning, "{Key} is set, and is no setting of this gateway's: see whether it is spelled as in the guide to operations", EventName = "SettingUnknown")]
    public static partial void SettingUnknown(ILogger logger, string key);
}
