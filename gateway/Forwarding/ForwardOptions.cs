using System.ComponentModel.DataAnnotations;

namespace Gateway.Forwarding;

/// <summary>How calls are forwarded (<c>Gateway:Forward</c>).</summary>
public sealed class ForwardOptions
{
    /// <summary>
    /// Bytes of a body that may be held to be hashed before it is signed, as every service but S3 needs; what goes beyond 128 KiB is held on
    /// disk, or all of it where 512 others are held. A longer body is refused with 413. 1 KiB to 5 GiB; default 64 MiB.
    /// </summary>
    [Range(1024L, 5L * 1024 * 1024 * 1024, ErrorMessage = "Gateway:Forward:MaxBufferedBody must be between 1024 and 5368709120 bytes.")]
    public long MaxBufferedBody { get; set; } = 64 * 1024 * 1024;

    /// <summary>
    /// Bytes of all bodies together that may be held at one time; beyond it calls are told to come again later, and beyond half of it (one body at least) those of one caller. 1 MiB to 1 TiB; default 768 MiB. Not less than
    /// <see cref="MaxBufferedBody"/> in effect, and less than the temporary directory has room for.
    /// </summary>
    [Range(1024L * 1024, 1024L * 1024 * 1024 * 1024, ErrorMessage = "Gateway:Forward:MaxBufferedTotal must be between 1048576 and 1099511627776 bytes.")]
    public long MaxBufferedTotal { get; set; } = 768L * 1024 * 1024;

    /// <summary>How long a forwarded call may stand still, without a byte either way. 1 second to 1 hour; default 16 minutes,
    /// which is longer than the longest synchronous Lambda invocation: an answer that is cut off would be asked for again.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00", ErrorMessage = "Gateway:Forward:IdleTimeout must be between 00:00:01 and 01:00:00.")]
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromMinutes(16);
}
