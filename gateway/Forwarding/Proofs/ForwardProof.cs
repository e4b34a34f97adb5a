using Gateway.Assuming;
using Gateway.Identity;
using Gateway.Limits;
using Gateway.Policies;
using Gateway.Signing;

namespace Gateway.Forwarding.Proofs;

/// <summary>Who makes the call and how that is shown. Where the call is signed, nothing is proven until the signature is verified with the secret.</summary>
internal sealed class ForwardProof
{
    private SteadySelection? steady;
    private RoleSessionId? lastSession;
    private CallerId? callerId;

    public required Caller Caller { get; init; }

    /// <summary>When the credentials or the token end.</summary>
    public required DateTimeOffset Expires { get; init; }

    /// <summary>The role that is meant: an id or an ARN; null where a Bearer call names none.</summary>
    public string? Role { get; init; }

    /// <summary>A session policy that the caller gave the session when it was minted.</summary>
    public string? SessionPolicy { get; init; }

    /// <summary>Keys that were derived from the secret that requests are signed with.</summary>
    public SigningKeys Keys { get; init; } = new();

    /// <summary>Whose limits the call takes from.</summary>
    public CallerId CallerId => callerId ??= new CallerId(Caller);

    /// <summary>Which session of a role the call goes out with; kept for the role that was asked for last, which is the same call after call.</summary>
    public SessionId SessionOf(GrantedRole role)
    {
        if (Volatile.Read(ref lastSession) is { } last && ReferenceEquals(last.Role, role))
        {
            return last.Id;
        }

        var session = SessionPolicy is { } narrowed ? role.Session with { SessionPolicy = narrowed } : role.Session;
        var id = new SessionId(CallerId, session);
        Volatile.Write(ref lastSession, new RoleSessionId(role, id));
        return id;
    }

    /// <summary>
    /// What the policy gives for this proof. Where that depends on the caller alone it is worked out once for a policy, which spares a call of known
    /// credentials two evaluations, before its body and after it.
    /// </summary>
    /// <param name="policy">The policy in force.</param>
    /// <param name="context">From where and when the call comes.</param>
    /// <param name="service">The endpoint name of the service.</param>
    /// <param name="serviceNames">Other names of that service.</param>
    public RoleSelection Select(PolicySnapshot policy, AccessContext context, string service, IReadOnlySet<string> serviceNames)
    {
        if (Volatile.Read(ref steady) is { } known && ReferenceEquals(known.Policy, policy.Mark))
        {
            return known.Selection;
        }

        var selection = policy.Select(Caller, context, Role, AccessMode.Forward, service, serviceNames);
        if (Role is not null && policy.IsSteady(Role))
        {
            Volatile.Write(ref steady, new SteadySelection(policy.Mark, selection));
        }

        return selection;
    }

    public override string ToString() => $"{Caller.Subject} as {Role}";

    private sealed record RoleSessionId(GrantedRole Role, SessionId Id);

    // By the policy's mark: holding the policy itself would keep every old one alive.
    private sealed record SteadySelection(object Policy, RoleSelection Selection);
}
