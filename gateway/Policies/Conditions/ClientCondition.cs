using System.Collections.Frozen;
using Gateway.Identity;

namespace Gateway.Policies.Conditions;

/// <summary><c>clients</c>: the token was issued to one of these clients (<c>azp</c>, RFC 9068's <c>client_id</c>).</summary>
internal sealed class ClientCondition(IReadOnlyList<string> clients) : Condition
{
    private readonly FrozenSet<string> clients = clients.ToFrozenSet(StringComparer.Ordinal);

    public override string Key => "clients";

    public override bool IsSteady => true;

    public override IReadOnlyList<string> Wanted { get; } = clients;

    public override bool Holds(Caller caller, in AccessContext context) => caller.Client is { } client && clients.Contains(client);

    public override IReadOnlyList<string> Found(Caller caller, in AccessContext context) => caller.Client is { } client ? [client] : [];
}
