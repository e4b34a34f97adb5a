using System.Diagnostics.CodeAnalysis;
using Gateway.Identity;

namespace Gateway.Portal.SignIn;

/// <summary>Who a request of the portal comes from, as its cookie says at this moment.</summary>
/// <param name="State">Whether the sign-in holds.</param>
/// <param name="Caller">The person; null unless signed in.</param>
/// <param name="Tokens">The tokens; after a renewal the new ones.</param>
internal sealed record PortalSession(PortalSessionState State, Caller? Caller = null, PortalTokens? Tokens = null)
{
    public static readonly PortalSession None = new(PortalSessionState.None);

    public static readonly PortalSession Ended = new(PortalSessionState.Ended);

    public static readonly PortalSession Revoked = new(PortalSessionState.Revoked);

    public static readonly PortalSession Unavailable = new(PortalSessionState.Unavailable);

    [MemberNotNullWhen(true, nameof(Caller), nameof(Tokens))]
    public bool SignedIn => State == PortalSessionState.SignedIn;

    public static PortalSession Of(Caller caller, PortalTokens tokens) => new(PortalSessionState.SignedIn, caller, tokens);
}
