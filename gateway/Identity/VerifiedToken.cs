namespace Gateway.Identity;

/// <summary>A token that was found good.</summary>
/// <param name="Verification">What was found.</param>
/// <param name="Expires">The token's end.</param>
/// <param name="Issuer">Whose it is.</param>
/// <param name="Generation">The keys that it was verified with: no other keys vouch for it.</param>
internal sealed record VerifiedToken(TokenVerification Verification, DateTimeOffset Expires, IssuerKeys Issuer, int Generation)
{
    /// <summary>What it weighs where tokens are remembered.</summary>
    public int Weight => Verification.Caller!.Weight;

    /// <summary>Whether the token would be found good again.</summary>
    public bool Holds(DateTimeOffset now) => Issuer.Current?.Generation == Generation && Expires >= now - TokenLifetime.ClockSkew;
}
