using Gateway.Identity;

namespace Gateway.Limits;

/// <summary>Whom a budget belongs to, be it by one token or by many. Whoever comes again and again keeps it: its hash is worked out once.</summary>
internal sealed class CallerId(string issuer, string subject) : IEquatable<CallerId>
{
    private readonly string issuer = issuer;
    private readonly string subject = subject;
    private readonly int hash = HashCode.Combine(issuer, subject);

    public CallerId(Caller caller)
        : this(caller.Issuer, caller.Subject)
    {
    }

    public bool Equals(CallerId? other) => ReferenceEquals(this, other) || (other is not null && hash == other.hash && subject == other.subject && issuer == other.issuer);

    public override bool Equals(object? obj) => Equals(obj as CallerId);

    public override int GetHashCode() => hash;
}
