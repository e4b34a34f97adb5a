using System.ComponentModel.DataAnnotations;

namespace Gateway.Hosting;

/// <summary>The section <c>Gateway</c>, as far as it concerns the gateway as a whole.</summary>
public sealed class GatewayOptions
{
    /// <summary>
    /// The public name for host-style addressing, such as <c>aws.example.com</c>, without scheme or port; names below it
    /// (<c>s3.eu-west-1.aws.example.com</c>) must lead here too. Default: none, so that only <c>/aws/…</c> and credential scopes name a service.
    /// </summary>
    [RegularExpression(@"^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$",
        ErrorMessage = "Gateway:Domain must be a lower-case host name without scheme or port, such as aws.example.com.")]
    public string? Domain { get; set; }

    /// <summary>
    /// Address ranges (CIDR) of proxies whose <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> are believed. Default: none, so that a
    /// <c>sourceIp</c> in the policy means the peer of the connection.
    /// </summary>
    public IList<string> TrustedProxies { get; } = [];

    /// <summary>
    /// A folder whose files are settings, read at start: <c>Gateway__Sessions__Keys__0</c> holds that key, as mounted secrets of Docker, Kubernetes or systemd do. They win over all other ways
    /// to set the same. Default: none.
    /// </summary>
    public string? SettingsFolder { get; set; }
}
