using System.ComponentModel.DataAnnotations;

namespace Gateway.Identity;

/// <summary>Whom the gateway believes: the part of the section <c>Gateway</c> that names token issuers.</summary>
public sealed class IdentityOptions
{
    /// <summary>The trusted issuers; at least one, each authority once.</summary>
    public IList<IssuerOptions> Issuers { get; } = [];

    /// <summary>
    /// Tokens that were found good and are remembered, about 5 KiB each, so that one that comes again is not verified again before it ends or its
    /// issuer's keys change; each 2 KiB of claims after the first count as one more. 100 to 1,000,000; default 20,000. Beyond that tokens are verified more often, no more.
    /// </summary>
    [Range(100, 1_000_000, ErrorMessage = "Gateway:MaxVerifiedTokens must be between 100 and 1,000,000.")]
    public int MaxVerifiedTokens { get; set; } = 20_000;
}
