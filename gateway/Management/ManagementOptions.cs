using System.ComponentModel.DataAnnotations;

namespace Gateway.Management;

/// <summary>The management port, apart from the public one (<c>Gateway:Management</c>).</summary>
public sealed class ManagementOptions
{
    /// <summary>
    /// The port on which <c>/management/…</c> answers, and nothing but that and the health doors. 1 to 65535, or 0 for any free one. Default: none,
    /// so that there is no management anywhere.
    /// </summary>
    [Range(0, 65535, ErrorMessage = "Gateway:Management:Port must be between 1 and 65535, or 0 for any free port.")]
    public int? Port { get; set; }

    /// <summary>
    /// Scheme and address that the port listens on, such as <c>http://127.0.0.1</c> or <c>https://*</c>, which takes the certificate of
    /// <c>Kestrel:Certificates:Default</c>. Default: <c>http://*</c>, every address of the machine.
    /// </summary>
    [RegularExpression(@"^https?://(\*|\+|localhost|[0-9.]+|\[[0-9A-Fa-f:.]+\])$",
        ErrorMessage = "Gateway:Management:Address must be a scheme and an address without port or path, such as http://127.0.0.1 or https://*.")]
    public string Address { get; set; } = "http://*";

    /// <summary>
    /// The role that a caller of <c>/management/…</c> must have: a client role of the gateway's client, or a realm role. Default: none, so that
    /// nobody may.
    /// </summary>
    public string? Role { get; set; }

    /// <summary>
    /// The issuer whose callers may have that role, one of <c>Gateway:Issuers</c> by its authority. Default: none, any of them; name one where several are, or
    /// whoever runs the least of them can give the role away.
    /// </summary>
    public string? Issuer { get; set; }
}
