using System.Collections.Frozen;
using Gateway.Identity;

namespace Gateway.Policies.Conditions;

/// <summary><c>clientRoles</c>, <c>realmRoles</c>, <c>groups</c>, <c>organizations</c>: the caller has one of these names.</summary>
internal sealed class NamesCondition(NameKind kind, IReadOnlyList<string> names) : Condition
{
    private readonly FrozenSet<string> names = names.ToFrozenSet(StringComparer.Ordinal);

    public override string Key => kind.Key();

    public override bool IsSteady => true;

    public override IReadOnlyList<string> Wanted { get; } = names;

    public override IReadOnlyList<IndexKey> IndexKeys { get; } = [.. names.Select(name => new IndexKey(new IndexSource(kind, null), name))];

    public override bool Holds(Caller caller, in AccessContext context)
    {
        var has = kind.Of(caller);
        var (fewer, more) = has.Count < names.Count ? (has, names) : (names, has);
        foreach (var name in fewer)
        {
            if (more.Contains(name))
            {
                return true;
            }
        }

        return false;
    }

    public override IReadOnlyList<string> Found(Caller caller, in AccessContext context) => [.. kind.Of(caller).Order(StringComparer.Ordinal)];
}
