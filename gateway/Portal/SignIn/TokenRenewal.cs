namespace Gateway.Portal.SignIn;

/// <summary>What came of a renewal.</summary>
/// <param name="Tokens">The new tokens; null where there are none.</param>
/// <param name="Refused">Whether the issuer will not renew: its session is over.</param>
internal readonly record struct TokenRenewal(PortalTokens? Tokens, bool Refused)
{
    public static readonly TokenRenewal Over = new(null, Refused: true);

    public static readonly TokenRenewal Unavailable = new(null, Refused: false);
}
