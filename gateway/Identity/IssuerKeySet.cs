using System.Collections.Frozen;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.Identity;

/// <summary>What discovery told of one issuer at one moment. Immutable; replaced whole.</summary>
/// <param name="Issuer">What tokens call it, to the letter (RFC 9068 section 4); null where discovery, read at <see cref="IssuerOptions.MetadataAddress"/>, names another issuer than the authority.</param>
/// <param name="Generation">Counts upward with each set of keys that differs from the one before.</param>
/// <param name="Keys">The signing keys by key id; encryption keys are left out.</param>
/// <param name="Lone">The only signing key, which a token without a key id may then mean; null where there are several.</param>
/// <param name="FetchedAt">When the keys were read.</param>
internal sealed record IssuerKeySet(
    string? Issuer, int Generation, FrozenDictionary<string, SecurityKey> Keys, SecurityKey? Lone, DateTimeOffset FetchedAt)
{
    public SecurityKey? Find(string? keyId) => string.IsNullOrEmpty(keyId) ? Lone : Keys.GetValueOrDefault(keyId);
}
