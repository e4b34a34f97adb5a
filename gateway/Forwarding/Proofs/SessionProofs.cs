using System.Diagnostics.CodeAnalysis;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using Gateway.Forwarding.Errors;
using Gateway.Identity;
using Gateway.Sessions;
using Gateway.Signing;
using Microsoft.Extensions.Options;

namespace Gateway.Forwarding.Proofs;

/// <summary>
/// Reads who is behind gateway credentials. What a session token holds never changes, so that the ones in use are kept opened; whether they have
/// ended is asked at every call, and what they permit is decided by the policy, later.
/// </summary>
internal sealed class SessionProofs(SessionSealer sealer, Issuers issuers, IOptions<Sessions.SessionOptions> options, TimeProvider time)
{
    private readonly BoundedCache<string, OpenedProof> known = new(options.Value.MaxOpened, opened => opened.Proof.Caller.Weight);

    /// <summary>How many credentials are kept opened.</summary>
    public int Count => known.Count;

    /// <summary>The proof of a call that is signed with <paramref name="accessKeyId"/> and carries <paramref name="token"/>.</summary>
    public ProofResult Open(string accessKeyId, string token)
    {
        // By the access key id, which is one session's alone. That the token is the same is no proof of anything, whoever sends it must have the secret too: a short
        // hash tells a mistake, where SHA-256 would cost a microsecond a call, and a string's own hash code most of one.
        var isKnown = known.TryGet(accessKeyId, out var opened) && opened.TokenHash == Hash(token);
        if (!isKnown && !TryOpen(token, out opened, out var problem))
        {
            return problem;
        }

        if (opened!.AccessKeyId != accessKeyId)
        {
            return ProofResult.Fail(ForwardFault.UnknownAccessKey, "The access key id does not belong to the session token; set all three values of one set of credentials.");
        }

        if (opened.Proof.Expires <= time.GetUtcNow())
        {
            known.Remove(accessKeyId);
            return ProofResult.Fail(ForwardFault.ExpiredToken, "The gateway credentials have expired; get new ones.");
        }

        if (!isKnown)
        {
            known.Add(accessKeyId, opened);
        }

        return ProofResult.Of(opened.Proof, opened.Secret);
    }

    private bool TryOpen(string token, [NotNullWhen(true)] out OpenedProof? opened, out ProofResult problem)
    {
        (opened, problem) = (null, default);
        if (!sealer.TryOpen(token, out var session))
        {
            problem = ProofResult.Fail(ForwardFault.InvalidToken,
                "The session token was not issued by this gateway, or with a key that it no longer has; get new credentials.");
            return false;
        }

        var content = session.Content;
        if (!TryReadCaller(content, out var caller, out var why))
        {
            problem = ProofResult.Fail(ForwardFault.InvalidToken, why);
            return false;
        }

        var proof = new ForwardProof { Caller = caller, Expires = content.Expires, Role = content.RoleId, SessionPolicy = content.SessionPolicy };
        opened = new OpenedProof(session.AccessKeyId, Hash(token), proof, new SigningSecret(session.SecretAccessKey, proof.Keys));
        return true;
    }

    private bool TryReadCaller(SessionContent content, [NotNullWhen(true)] out Caller? caller, [NotNullWhen(false)] out string? problem)
    {
        var issuer = content.Claims.TryGetProperty("iss", out var iss) ? issuers.Find(iss.GetString()) : null;
        if (issuer is null)
        {
            (caller, problem) = (null, "The issuer behind the gateway credentials is no longer trusted here.");
            return false;
        }

        return CallerReader.TryRead(content.Claims, issuer.Issuer.RoleClientId, out caller, out problem);
    }

    private static ulong Hash(string token) => XxHash3.HashToUInt64(MemoryMarshal.AsBytes(token.AsSpan()));

    private sealed record OpenedProof(string AccessKeyId, ulong TokenHash, ForwardProof Proof, SigningSecret Secret);
}
