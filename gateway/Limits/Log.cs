namespace Gateway.Limits;

/// <summary>What this room logs; event ids 2200 to 2299.</summary>
internal static partial class Log
{
    [LoggerMessage(2200, LogLevel.Information, "Told to stop: requests are taken for {Delay} more, and those under way may take {Drain}", EventName = "Stopping")]
    public static partial void Stopping(ILogger logger, TimeSpan delay, TimeSpan drain);

    [LoggerMessage(2201, LogLevel.Error, "{Connections} connections are open, which is as many as may (Gateway:Limits:Connections, or what the limit of open files leaves): more are closed, the first of them at {Address}", EventName = "ConnectionsFull")]
    public static partial void ConnectionsFull(ILogger logger, int connections, System.Net.EndPoint? address);

    [LoggerMessage(2202, LogLevel.Warning, "What was under way took longer than {Drain} (Gateway:Limits:Drain) and was cut off", EventName = "CutOff")]
    public static partial void CutOff(ILogger logger, TimeSpan drain);
}
