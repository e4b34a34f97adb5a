using Gateway.Limits;
using Gateway.Policies;

namespace Gateway.Assuming;

/// <summary>Whose session of which role: two callers never share one, even where STS would be asked the same for both.</summary>
/// <param name="caller">Whose it is.</param>
/// <param name="session">What STS is asked for.</param>
internal sealed class SessionId(CallerId caller, RoleSession session) : IEquatable<SessionId>
{
    // Once for an id and not at each look: a session policy may have 2,048 characters.
    private readonly int hash = HashCode.Combine(caller, session);

    public CallerId Caller => caller;

    public RoleSession Session => session;

    public bool Equals(SessionId? other) =>
        ReferenceEquals(this, other) || (other is not null && hash == other.hash && caller.Equals(other.Caller) && session == other.Session);

    public override bool Equals(object? obj) => Equals(obj as SessionId);

    public override int GetHashCode() => hash;
}
