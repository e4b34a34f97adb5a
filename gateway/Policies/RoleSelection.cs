using System.Diagnostics.CodeAnalysis;

namespace Gateway.Policies;

/// <summary>The answer to "may this caller use the role that it names, in this mode": a role, or why not.</summary>
internal sealed record RoleSelection
{
    public GrantedRole? Role { get; private init; }

    public RoleRefusal? Refusal { get; private init; }

    [MemberNotNullWhen(true, nameof(Role))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool Granted => Role is not null;

    public static RoleSelection Of(GrantedRole role) => new() { Role = role };

    public static RoleSelection Refuse(RoleRefusalReason reason, string message, StepUp? stepUp = null) =>
        new() { Refusal = new RoleRefusal(reason, message, stepUp) };
}
