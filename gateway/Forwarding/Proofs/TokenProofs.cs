using Gateway.Identity;
using Gateway.Signing;
using Microsoft.Extensions.Options;

namespace Gateway.Forwarding.Proofs;

/// <summary>
/// What was worked out of verified tokens, call after call: the proof of the role that a token was last used for. Whether the token still holds is asked before, at every call. No token is
/// in here.
/// </summary>
internal sealed class TokenProofs(IOptions<IdentityOptions> options)
{
    /// <summary>Characters of the longest role ARN that IAM makes, and some more; a longer name is a client's to choose.</summary>
    private const int LongestRole = 700;

    private readonly BoundedCache<TokenHash, ForwardProof> known = new(options.Value.MaxVerifiedTokens, proof => proof.Caller.Weight);

    /// <summary>The proof of a token.</summary>
    /// <param name="token">The token, which was found good.</param>
    /// <param name="role">The role that is meant; null where none is named.</param>
    public ForwardProof Of(TokenVerification token, string? role)
    {
        // One that was verified anew, by other keys, has another caller, though the same one.
        var isKnown = known.TryGet(token.Hash, out var last) && ReferenceEquals(last.Caller, token.Caller);
        if (isKnown && last!.Role == role)
        {
            return last;
        }

        // Keys that were derived from the token serve all its roles.
        var proof = new ForwardProof { Caller = token.Caller!, Expires = token.Caller!.Expires + TokenLifetime.ClockSkew, Role = role, Keys = isKnown ? last!.Keys : new SigningKeys() };
        if (role is null or { Length: <= LongestRole })
        {
            known.Add(token.Hash, proof);
        }

        return proof;
    }
}
