namespace Gateway.Identity;

/// <summary>Whom the gateway believes: the part of the section <c>Gateway</c> that names token issuers.</summary>
public sealed class IdentityOptions
{
    /// <summary>The trusted issuers; at least one, each authority once.</summary>
    public IList<IssuerOptions> Issuers { get; } = [];
}
