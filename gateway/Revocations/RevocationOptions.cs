using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace Gateway.Revocations;

/// <summary>What is remembered of revocations (<c>Gateway:Revocations</c>).</summary>
public sealed class RevocationOptions
{
    // No session of the gateway's own lives longer: the portal's cookie lives 24 hours, a session that a policy gives 12.
    private const string Shortest = "1.00:00:00";

    /// <summary>
    /// How long a revocation is remembered: at least as long as a login can go on giving tokens, which is the issuer's longest session
    /// (Keycloak: SSO Session Max, 10 hours by default). 1 day to 30 days; default 1 day, as long as the portal's cookie lives without being used.
    /// </summary>
    [Range(typeof(TimeSpan), Shortest, "30.00:00:00",
        ErrorMessage = "Gateway:Revocations:Lifetime must be between 1.00:00:00, so that no portal cookie outlives what was revoked, and 30.00:00:00.")]
    public TimeSpan Lifetime { get; set; } = TimeSpan.Parse(Shortest, CultureInfo.InvariantCulture);

    /// <summary>
    /// Revocations remembered at once, about 500 bytes each. Beyond it some are forgotten, with an error in the log: logouts first, the oldest of
    /// whoever has the most, then sessions that an operator ended, and what an operator said of many last. 1,000 to 1,000,000; default 200,000.
    /// </summary>
    [Range(1_000, 1_000_000, ErrorMessage = "Gateway:Revocations:MaxEntries must be between 1,000 and 1,000,000.")]
    public int MaxEntries { get; set; } = 200_000;
}
