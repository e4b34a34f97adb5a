using Gateway.Identity;
using Microsoft.Extensions.Options;

namespace Gateway.Portal;

/// <summary>The issuer that people sign in at.</summary>
internal sealed class PortalIssuer(IOptions<PortalOptions> portal, IOptions<IdentityOptions> identity)
{
    public IssuerOptions Options { get; } = portal.Value.Issuer is { Length: > 0 } authority
        ? identity.Value.Issuers.First(issuer => issuer.IsCalled(authority))
        : identity.Value.Issuers[0];
}
