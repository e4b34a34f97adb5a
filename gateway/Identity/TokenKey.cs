using System.Diagnostics.CodeAnalysis;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.Identity;

/// <summary>The key that a token must be signed with, or why there is none.</summary>
internal sealed record TokenKey
{
    public IssuerKeys? Issuer { get; private init; }

    /// <summary>The keys among which it was found.</summary>
    public IssuerKeySet? Keys { get; private init; }

    public SecurityKey? Key { get; private init; }

    /// <summary>Means something only where nothing was <see cref="Found"/>.</summary>
    public TokenKeyProblem Problem { get; private init; }

    [MemberNotNullWhen(true, nameof(Issuer), nameof(Keys), nameof(Key))]
    public bool Found => Key is not null;

    public static TokenKey Of(IssuerKeys issuer, IssuerKeySet keys, SecurityKey key) => new() { Issuer = issuer, Keys = keys, Key = key };

    public static TokenKey None(TokenKeyProblem problem) => new() { Problem = problem };

    /// <summary>What the signature and the issuer of the token are held to. Who verifies adds the audience, and who judges the times.</summary>
    public TokenValidationParameters Parameters(JsonWebToken token) => new()
    {
        ValidIssuer = token.Issuer,
        ValidAlgorithms = TokenKeys.Algorithms,
        IssuerSigningKey = Key,
        TryAllIssuerSigningKeys = string.IsNullOrEmpty(token.Kid),
        RequireSignedTokens = true,
    };
}
