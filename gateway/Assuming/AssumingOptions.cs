using System.ComponentModel.DataAnnotations;

namespace Gateway.Assuming;

/// <summary>How many role sessions are kept (<c>Gateway:Assuming</c>).</summary>
public sealed class AssumingOptions
{
    /// <summary>Role sessions kept at once, about 3 KiB each; the ones unused for longest go first. 100 to 1,000,000; default 100,000.</summary>
    [Range(100, 1_000_000, ErrorMessage = "Gateway:Assuming:MaxSessions must be between 100 and 1,000,000.")]
    public int MaxSessions { get; set; } = 100_000;

    /// <summary>Role sessions of one caller kept at once; its own unused for longest go first. 10 to 1,000,000; default 2,000.</summary>
    [Range(10, 1_000_000, ErrorMessage = "Gateway:Assuming:MaxSessionsPerCaller must be between 10 and 1,000,000.")]
    public int MaxSessionsPerCaller { get; set; } = 2_000;
}
