using System.ComponentModel.DataAnnotations;

namespace Gateway.Sso;

/// <summary><c>aws sso login</c> and SSO profiles (<c>Gateway:Sso</c>).</summary>
public sealed class SsoOptions
{
    /// <summary>The authority of the issuer that people sign in at, one of <c>Gateway:Issuers</c>. Default: the first of them.</summary>
    public string? Issuer { get; set; }

    /// <summary>
    /// The public client of that issuer for the logins: authorization code with PKCE to loopback addresses, and the device grant. Default: the
    /// issuer's <c>LoginClientId</c>, which is <c>stsgw</c>.
    /// </summary>
    public string? ClientId { get; set; }

    /// <summary>How many logins one address may begin in a minute; beyond, clients are told to slow down. 1 to 10,000; default 30.</summary>
    [Range(1, 10_000, ErrorMessage = "Gateway:Sso:LoginsPerMinute must be between 1 and 10000.")]
    public int LoginsPerMinute { get; set; } = 30;

    /// <summary>
    /// How many tokens one address may ask for in a minute, polling and refreshing counted; beyond, clients are told to slow down. 10 to
    /// 100,000; default 600.
    /// </summary>
    [Range(10, 100_000, ErrorMessage = "Gateway:Sso:TokensPerMinute must be between 10 and 100000.")]
    public int TokensPerMinute { get; set; } = 600;
}
