using Yarp.ReverseProxy.Forwarder;

namespace Gateway.Forwarding;

/// <summary>What this room logs; event ids 1700 to 1799.</summary>
internal static partial class Log
{
    [LoggerMessage(1700, LogLevel.Warning, "Request {RequestId} to {Host} ended in {Error}", EventName = "NotForwarded")]
    public static partial void NotForwarded(ILogger logger, string requestId, string host, ForwarderError error, Exception? exception);

    [LoggerMessage(1701, LogLevel.Error, "Request {RequestId}: {Host} answered {Code} to the gateway's own signature, with parts of it; the answer was withheld", EventName = "SignatureRefused")]
    public static partial void SignatureRefused(ILogger logger, string requestId, string host, int code);

    [LoggerMessage(1702, LogLevel.Error, "Request {RequestId} failed in the gateway", EventName = "ForwardFailed")]
    public static partial void ForwardFailed(ILogger logger, string requestId, Exception exception);
}
