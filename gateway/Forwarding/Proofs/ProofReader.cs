using Gateway.Forwarding.Errors;
using Gateway.Identity;
using Gateway.Sessions;
using Gateway.Signing;

namespace Gateway.Forwarding.Proofs;

/// <summary>Reads who makes a call: from gateway credentials, JWT credentials, or a Bearer token.</summary>
internal sealed class ProofReader(SessionProofs sessions, TokenVerifier tokens, TokenProofs proofs)
{
    /// <summary>The header by which a Bearer call names its role.</summary>
    public const string RoleHeader = "X-Gateway-Role";

    /// <summary>Reads the proof of a signed call.</summary>
    public ValueTask<ProofResult> ReadAsync(SigV4Signature signature, CancellationToken cancellation)
    {
        if (signature.SecurityToken is not { Length: > 0 } token)
        {
            return ValueTask.FromResult(UnknownKeys(signature));
        }

        if (SessionSealer.IsSessionToken(token))
        {
            return ValueTask.FromResult(sessions.Open(signature.AccessKeyId, token));
        }

        // RFC 7515 section 3.1: a JWT has three parts between dots. AWS's own session tokens are base64, which has none.
        return token.AsSpan().Count('.') < 2 ? ValueTask.FromResult(UnknownKeys(signature)) : VerifyAsync(signature, token, cancellation);
    }

    /// <summary>Reads the proof of a Bearer call.</summary>
    public async ValueTask<ProofResult> ReadBearerAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (BearerToken.Read(request.Headers.Authorization) is not { } token)
        {
            return ProofResult.Fail(ForwardFault.MissingToken,
                "The call carries neither a SigV4 signature nor 'Authorization: Bearer <token>'.");
        }

        if (request.Headers[RoleHeader].Count > 1)
        {
            return ProofResult.Fail(ForwardFault.InvalidRequest, $"{RoleHeader} is given more than once.");
        }

        var verified = await tokens.VerifyAsync(token, cancellation);
        return verified.Verified
            ? ProofResult.Of(proofs.Of(verified, request.Headers[RoleHeader].ToString() is { Length: > 0 } role ? role : null), secret: null)
            : ForwardError.Of(verified.Problem);
    }

    private static ProofResult UnknownKeys(SigV4Signature signature) => ProofResult.Fail(ForwardFault.UnknownAccessKey,
        "The request is signed with keys that this gateway does not know. " + (signature.Scope.Service == "sts"
            // AWS_ENDPOINT_URL_STS=…/sts is there for AWS's own keys, and leads the calls that they sign here as well.
            ? "Of STS it takes AssumeRoleWithWebIdentity, and calls that are signed with gateway credentials. AWS_ENDPOINT_URL_STS holds for every call of STS: "
                + "to use AWS's own keys, leave it out and get them by credential_process."
            : "AWS's own keys are of no use here: get gateway credentials by AssumeRoleWithWebIdentity at POST / and set all three values, or set AWS_SESSION_TOKEN "
                + "to your access token, a JWT."));

    private async ValueTask<ProofResult> VerifyAsync(SigV4Signature signature, string token, CancellationToken cancellation)
    {
        var verified = await tokens.VerifyAsync(token, cancellation);
        if (!verified.Verified)
        {
            return ForwardError.Of(verified.Problem);
        }

        var proof = proofs.Of(verified, signature.AccessKeyId);
        return ProofResult.Of(proof, new SigningSecret(token, proof.Keys));
    }
}
