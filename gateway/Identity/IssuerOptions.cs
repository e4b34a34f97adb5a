using System.ComponentModel.DataAnnotations;

namespace Gateway.Identity;

/// <summary>One trusted token issuer: a Keycloak realm, or any OpenID Connect issuer (<c>Gateway:Issuers:0</c>).</summary>
public sealed class IssuerOptions
{
    /// <summary>
    /// The issuer's URL as its tokens name it in <c>iss</c>, such as <c>https://sso.example/realms/example</c>. Required.
    /// Plain http is taken for a loopback host alone, unless <see cref="RequireHttpsMetadata"/> is false.
    /// </summary>
    [Required(ErrorMessage = "Authority is required: the issuer's URL as tokens name it, such as https://sso.example/realms/example")]
    public string? Authority { get; set; }

    /// <summary>What a token's <c>aud</c> must hold. Required. In Keycloak an audience mapper sets it.</summary>
    [Required(ErrorMessage = "Audience is required: what a token's 'aud' must hold, such as gateway")]
    public string? Audience { get; set; }

    /// <summary>The client whose roles in <c>resource_access</c> count. Default: <see cref="Audience"/>.</summary>
    public string? ClientId { get; set; }

    /// <summary>The public client that <c>stsgw</c> and other tools log in with; told at <c>/api/configuration</c>. Default: <c>stsgw</c>.</summary>
    public string LoginClientId { get; set; } = "stsgw";

    /// <summary>
    /// Where discovery is read when the gateway reaches the issuer by another address than its tokens name.
    /// Default: <see cref="Authority"/> followed by <c>/.well-known/openid-configuration</c>.
    /// </summary>
    public string? MetadataAddress { get; set; }

    /// <summary>Whether discovery and keys must come by https. Default: true, except that a loopback host may use http.</summary>
    public bool? RequireHttpsMetadata { get; set; }

    /// <summary>How often discovery and keys are read anew, so that a disabled key stops working. 10 seconds to 1 day; default 5 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00", ErrorMessage = "KeyRefreshInterval must be between 00:00:10 and 1.00:00:00")]
    public TimeSpan KeyRefreshInterval { get; set; } = TimeSpan.FromMinutes(5);

    internal string RoleClientId => string.IsNullOrEmpty(ClientId) ? Audience! : ClientId;

    internal string DiscoveryAddress =>
        string.IsNullOrEmpty(MetadataAddress) ? Authority!.TrimEnd('/') + "/.well-known/openid-configuration" : MetadataAddress;

    internal bool AllowsPlainHttp(Uri address) => RequireHttpsMetadata is false || (RequireHttpsMetadata is null && address.IsLoopback);

    /// <summary>Whether this is a name of the issuer; a slash at the end makes no other.</summary>
    internal bool IsCalled(string name) => Authority?.TrimEnd('/') == name.TrimEnd('/');
}
