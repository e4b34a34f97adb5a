using Gateway.Identity;

namespace Gateway.Policies;

/// <summary>One version of the policy: immutable, and pure in what it decides.</summary>
internal sealed class PolicySnapshot
{
    /// <summary>The first twelve hexadecimal digits of the SHA-256 of the file's bytes.</summary>
    public string Version => throw new NotSupportedException();

    /// <summary>All grants, sorted by id.</summary>
    public IReadOnlyList<Grant> Grants => throw new NotSupportedException();

    /// <summary>Account ids by name, as the file lists them.</summary>
    public IReadOnlyDictionary<string, string> Accounts => throw new NotSupportedException();

    /// <summary>Everything that the policy gives the caller at this moment.</summary>
    public AccessDecision Decide(Caller caller, AccessContext context) => throw new NotSupportedException();

    /// <summary>Whether the caller may use one role in one mode.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="context">From where and when.</param>
    /// <param name="role">A role's id, an ARN, or the id of a grant that gives exactly one role; null: the only one there is.</param>
    /// <param name="mode">What the role is wanted for.</param>
    /// <param name="service">With no role named: counts only grants that permit this endpoint name; null: all grants.</param>
    public RoleSelection Select(Caller caller, AccessContext context, string? role, AccessMode mode, string? service = null) =>
        throw new NotSupportedException();
}
