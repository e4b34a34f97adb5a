using Microsoft.Extensions.Options;

namespace Gateway.Identity;

/// <summary>The trusted issuers with their keys, found by the <c>iss</c> of a token.</summary>
internal sealed class Issuers
{
    private readonly Dictionary<string, IssuerKeys> byAuthority;

    public Issuers(IOptions<IdentityOptions> options, IHttpClientFactory clients, TimeProvider time, ILogger<IssuerKeys> logger)
    {
        All = [.. options.Value.Issuers.Select(issuer => new IssuerKeys(issuer, new IssuerDocumentRetriever(issuer, clients), time, logger))];
        byAuthority = All.ToDictionary(keys => keys.Issuer.Authority!.TrimEnd('/'), StringComparer.Ordinal);
    }

    public IReadOnlyList<IssuerKeys> All { get; }

    /// <summary>The issuer that tokens call <paramref name="name"/>; a slash at the end is no difference, since configurations have it or not.</summary>
    public IssuerKeys? Find(string? name) => name is null ? null : byAuthority.GetValueOrDefault(name.TrimEnd('/'));
}
