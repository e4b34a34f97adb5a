using System.ComponentModel.DataAnnotations;

namespace Gateway.Limits;

/// <summary>What one caller, one connection and one client may take of the gateway (<c>Gateway:Limits</c>). 0 switches a limit off where that is said.</summary>
public sealed class LimitOptions
{
    /// <summary>Requests a second that one caller may make in the long run. 0 to 1,000,000; default 100,000, several times what two processors serve; 0: no limit.</summary>
    [Range(0, 1_000_000, ErrorMessage = "Gateway:Limits:RequestsPerSecond must be between 0 (no limit) and 1,000,000.")]
    public int RequestsPerSecond { get; set; } = 100_000;

    /// <summary>Requests that one caller may make at once after a rest. 1 to 1,000,000; default 200,000.</summary>
    [Range(1, 1_000_000, ErrorMessage = "Gateway:Limits:Burst must be between 1 and 1,000,000.")]
    public int Burst { get; set; } = 200_000;

    /// <summary>Requests of one caller that may be under way at one time. 0 to 100,000; default 2,000; 0: no limit. Less than
    /// the records that may wait (<c>Gateway:Audit:QueueLength</c>) and the connections, or one caller can keep all others out.</summary>
    [Range(0, 100_000, ErrorMessage = "Gateway:Limits:ConcurrentRequests must be between 0 (no limit) and 100,000.")]
    public int ConcurrentRequests { get; set; } = 2_000;

    /// <summary>
    /// Calls a second to STS, for new role sessions, and to AWS's sign-in service, for the console, that may be made on behalf of one caller in the long run, and 1,000 at once after a rest: the account's
    /// quotas there are everybody's. 0 to 10,000; default 20; 0: no limit. A role session that is kept costs nothing; each sign-in to the console costs one.
    /// </summary>
    [Range(0, 10_000, ErrorMessage = "Gateway:Limits:AssumesPerSecond must be between 0 (no limit) and 10,000.")]
    public int AssumesPerSecond { get; set; } = 20;

    /// <summary>Connections open at one time on all public addresses together, and as many on the management port. 0 to 1,000,000; default 20,000; 0: no limit. Never more than half of the files that the process may have open beyond 400 of its own (an eighth on the management port). Beyond it a new connection is closed.</summary>
    [Range(0, 1_000_000, ErrorMessage = "Gateway:Limits:Connections must be between 0 (no limit) and 1,000,000.")]
    public int Connections { get; set; } = 20_000;

    /// <summary>Streams of one HTTP/2 connection at one time, each of which may hold headers of <see cref="HeaderBytes"/> and more, for a few bytes that stand for them (RFC 7541 section 7.3). 1 to 1,000; default 32.</summary>
    [Range(1, 1_000, ErrorMessage = "Gateway:Limits:StreamsPerConnection must be between 1 and 1,000.")]
    public int StreamsPerConnection { get; set; } = 32;

    /// <summary>
    /// Header fields of a request. 20 to 1,000; default 256, since each piece of an S3 object's metadata is one. Of these 256 can be signed.
    /// </summary>
    [Range(20, 1_000, ErrorMessage = "Gateway:Limits:HeaderCount must be between 20 and 1,000.")]
    public int HeaderCount { get; set; } = 256;

    /// <summary>Bytes of a request's headers in all. 16,384 to 1,048,576; default 65,536. JWT credentials stand there twice.</summary>
    [Range(16_384, 1_048_576, ErrorMessage = "Gateway:Limits:HeaderBytes must be between 16384 and 1048576.")]
    public int HeaderBytes { get; set; } = 64 * 1024;

    /// <summary>How long a client may take to send the headers of a request. 1 second to 5 minutes; default 30 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00", ErrorMessage = "Gateway:Limits:HeaderTimeout must be between 00:00:01 and 00:05:00.")]
    public TimeSpan HeaderTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a connection may stay open without a request. 1 second to 1 hour; default 130 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00", ErrorMessage = "Gateway:Limits:KeepAlive must be between 00:00:01 and 01:00:00.")]
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromSeconds(130);

    /// <summary>
    /// Bytes a second that a client must send of a body and take of an answer, on the average, once <see cref="SlowGrace"/> is over. 0 to 1,048,576;
    /// default 240; 0: no limit.
    /// </summary>
    [Range(0, 1_048_576, ErrorMessage = "Gateway:Limits:SlowestClient must be between 0 (no limit) and 1048576 bytes a second.")]
    public int SlowestClient { get; set; } = 240;

    /// <summary>How long a client may be slower than that. 2 seconds, since the server looks once a second, to 10 minutes; default 10 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:02", "00:10:00", ErrorMessage = "Gateway:Limits:SlowGrace must be between 00:00:02 and 00:10:00.")]
    public TimeSpan SlowGrace { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long a forwarded call may take in all, upload and answer; what takes longer is broken off. 0 to 24 hours; default 0: no limit. Not longer than
    /// <see cref="Drain"/>: then no upload that was let in is cut off when the process is told to stop.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00", ErrorMessage = "Gateway:Limits:LongestCall must be between 00:00:00 (no limit) and 1.00:00:00.")]
    public TimeSpan LongestCall { get; set; } = TimeSpan.Zero;

    /// <summary>
    /// How long requests under way may take to end when the process is told to stop (SIGTERM): no less than <see cref="LongestCall"/>, and longer than the longest upload where nothing bounds one. 1 second to 24 hours;
    /// default 17 minutes, a minute longer than a call may stand still unless <c>Gateway:Forward:IdleTimeout</c> says otherwise. In Kubernetes <c>terminationGracePeriodSeconds</c> must be longer.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ErrorMessage = "Gateway:Limits:Drain must be between 00:00:01 and 1.00:00:00.")]
    public TimeSpan Drain { get; set; } = TimeSpan.FromMinutes(17);

    /// <summary>
    /// How long the process goes on taking new requests after it was told to stop, with <c>/readyz</c> at 503, so that what balances the load
    /// takes it out first. 0 to 5 minutes; default 0, since Kubernetes has its own way (preStop).
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00", ErrorMessage = "Gateway:Limits:DrainDelay must be between 00:00:00 and 00:05:00.")]
    public TimeSpan DrainDelay { get; set; } = TimeSpan.Zero;
}
