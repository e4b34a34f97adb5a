using Gateway.Identity;

namespace Gateway.Portal.SignIn;

/// <summary>
/// Decides whether a sign-in holds. Its access token is verified on every request as any other caller's, so that a disabled key or a changed audience
/// counts here as it does at <c>/api</c>; what was revoked is a matter of <see cref="Issuing.Admission"/>.
/// </summary>
internal sealed class PortalSessions(TokenVerifier verifier, TokenRenewer renewer, TimeProvider time)
{
    /// <summary>How long before its end an access token is renewed, so that what a page starts does not meet an expired one.</summary>
    public static readonly TimeSpan RenewAhead = TimeSpan.FromMinutes(1);

    public async Task<PortalSession> CheckAsync(PortalTokens tokens, CancellationToken cancellation)
    {
        var verified = await verifier.VerifyAsync(tokens.Access, cancellation);
        if (verified.Verified && verified.Caller.Expires - time.GetUtcNow() > RenewAhead)
        {
            return PortalSession.Of(verified.Caller, tokens);
        }

        if (!verified.Verified && verified.Problem.Reason is not TokenProblemReason.Expired)
        {
            return verified.Problem.Reason is TokenProblemReason.IssuerUnavailable ? PortalSession.Unavailable : PortalSession.Ended;
        }

        var renewal = await renewer.RenewAsync(tokens, cancellation);
        if (renewal.Tokens is { } renewed)
        {
            verified = await verifier.VerifyAsync(renewed.Access, cancellation);
            return verified.Verified ? PortalSession.Of(verified.Caller, renewed)
                : verified.Problem.Reason is TokenProblemReason.IssuerUnavailable ? PortalSession.Unavailable
                : PortalSession.Ended;
        }

        // While the issuer is away, a token serves on until its end.
        return renewal.Refused ? PortalSession.Ended : verified.Verified ? PortalSession.Of(verified.Caller, tokens) : PortalSession.Unavailable;
    }
}
