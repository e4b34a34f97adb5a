using Gateway.Identity;

namespace Gateway.Policies.Conditions;

/// <summary><c>clientRoles</c>, <c>realmRoles</c> or <c>groups</c> with captures: each matching name gives a role of its own.</summary>
internal sealed class CaptureCondition(NameKind kind, IReadOnlyList<CapturePattern> patterns) : Condition
{
    public override string Key => kind.Key();

    public override bool IsSteady => true;

    public override IReadOnlyList<string> Wanted { get; } = [.. patterns.Select(pattern => pattern.Text)];

    /// <summary>The captures' names, the same in each pattern.</summary>
    public IReadOnlyList<string> Names => patterns[0].Names;

    public override IReadOnlyList<IndexKey> IndexKeys { get; } =
        [.. patterns.Select(pattern => new IndexKey(new IndexSource(kind, null), pattern.Prefix, Prefix: true))];

    public override bool Holds(Caller caller, in AccessContext context) => Captures(caller).Count > 0;

    public override IReadOnlyList<string> Found(Caller caller, in AccessContext context) => [.. kind.Of(caller).Order(StringComparer.Ordinal)];

    /// <summary>Whether one of the caller's names gives these values.</summary>
    public bool Captures(Caller caller, string[] values) => Captures(caller).Any(found => found.AsSpan().SequenceEqual(values));

    /// <summary>The names that give these values; none where no name does.</summary>
    public IReadOnlyList<string> NamesFor(string[] values) =>
        [.. patterns.Select(pattern => (pattern, name: pattern.Fill(values)))
            .Where(filled => filled.pattern.Match(filled.name).AsSpan().SequenceEqual(values))
            .Select(filled => filled.name)];

    /// <summary>The values that each matching name gives, in the order of <see cref="Names"/>, without repetition.</summary>
    public IReadOnlyList<string[]> Captures(Caller caller)
    {
        var found = new List<string[]>();
        foreach (var name in kind.Of(caller))
        {
            foreach (var pattern in patterns)
            {
                if (pattern.Match(name) is { } values && !found.Exists(known => known.AsSpan().SequenceEqual(values)))
                {
                    found.Add(values);
                }
            }
        }

        return found;
    }
}
