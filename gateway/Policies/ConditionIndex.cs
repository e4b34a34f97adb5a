using System.Collections.Frozen;
using System.Text.Json;
using Gateway.Identity;
using Gateway.Policies.Conditions;

namespace Gateway.Policies;

/// <summary>
/// Finds the rules that may match a caller without looking at all of them. Each rule is filed under the values of that one of
/// its conditions whose values the fewest rules share; a caller that meets the rule has one of them.
/// </summary>
internal sealed class ConditionIndex
{
    private readonly int[] always;
    private readonly FrozenDictionary<string, int[]>[] names;
    private readonly (NameKind Kind, int Length, FrozenDictionary<string, int[]>.AlternateLookup<ReadOnlySpan<char>> Rules)[] prefixes;
    private readonly (ClaimPointer Pointer, FrozenDictionary<string, int[]> Rules)[] claims;

    /// <summary>Files the rules.</summary>
    /// <param name="rules">The rules, which the index knows by their position.</param>
    public ConditionIndex(IReadOnlyList<ConditionSet> rules)
    {
        var shared = rules.SelectMany(rule => rule.All).SelectMany(condition => condition.IndexKeys).CountBy(key => key).ToDictionary();
        var filed = rules
            .SelectMany((rule, position) => Narrowest(rule, shared).Distinct().Select(key => (key, position)))
            .GroupBy(pair => pair.key, pair => pair.position)
            .Select(group => (Key: group.Key, Rules: group.ToArray()))
            .ToList();
        always = [.. Enumerable.Range(0, rules.Count).Where(position => Narrowest(rules[position], shared).Count == 0)];
        names = [.. Enum.GetValues<NameKind>().Select(kind => Table(filed.Where(f => !f.Key.Prefix && f.Key.Source.Names == kind)))];
        prefixes =
        [
            .. filed.Where(f => f.Key.Prefix)
                .GroupBy(f => (Kind: f.Key.Source.Names!.Value, f.Key.Text.Length))
                .Select(group => (group.Key.Kind, group.Key.Length, Table(group).GetAlternateLookup<ReadOnlySpan<char>>())),
        ];
        claims = [.. filed.Where(f => f.Key.Source.Pointer is not null).GroupBy(f => f.Key.Source.Pointer!).Select(group => (group.Key, Table(group)))];
    }

    /// <summary>Positions of all rules that may match, in order, without repetition.</summary>
    public List<int> Candidates(Caller caller)
    {
        var found = new List<int>(always);
        for (var kind = 0; kind < names.Length; kind++)
        {
            if (names[kind].Count > 0)
            {
                Collect(names[kind], ((NameKind)kind).Of(caller), found);
            }
        }

        foreach (var (kind, length, rules) in prefixes)
        {
            foreach (var name in kind.Of(caller))
            {
                if (name.Length >= length && rules.TryGetValue(name.AsSpan(0, length), out var positions))
                {
                    found.AddRange(positions);
                }
            }
        }

        foreach (var (pointer, rules) in claims)
        {
            Collect(pointer, rules, caller, found);
        }

        return Distinct(found);
    }

    private static IReadOnlyList<IndexKey> Narrowest(ConditionSet rule, Dictionary<IndexKey, int> shared) =>
        rule.All.Select(condition => condition.IndexKeys).Where(keys => keys.Count > 0).MinBy(keys => keys.Sum(key => shared[key])) ?? [];

    private static FrozenDictionary<string, int[]> Table(IEnumerable<(IndexKey Key, int[] Rules)> filed) =>
        filed.ToFrozenDictionary(f => f.Key.Text, f => f.Rules, StringComparer.Ordinal);

    private static void Collect(FrozenDictionary<string, int[]> rules, FrozenSet<string> values, List<int> found)
    {
        foreach (var value in values)
        {
            if (rules.TryGetValue(value, out var positions))
            {
                found.AddRange(positions);
            }
        }
    }

    private static void Collect(ClaimPointer pointer, FrozenDictionary<string, int[]> rules, Caller caller, List<int> found)
    {
        if (!pointer.TryFind(caller.Claims, out var claim))
        {
            return;
        }

        if (claim.ValueKind != JsonValueKind.Array)
        {
            Collect(rules, ClaimMatcher.IndexTextOf(claim), found);
            return;
        }

        foreach (var element in claim.EnumerateArray())
        {
            Collect(rules, ClaimMatcher.IndexTextOf(element), found);
        }
    }

    private static void Collect(FrozenDictionary<string, int[]> rules, string? text, List<int> found)
    {
        if (text is not null && rules.TryGetValue(text, out var positions))
        {
            found.AddRange(positions);
        }
    }

    private static List<int> Distinct(List<int> positions)
    {
        positions.Sort();
        var kept = 0;
        for (var i = 0; i < positions.Count; i++)
        {
            if (i == 0 || positions[i] != positions[i - 1])
            {
                positions[kept++] = positions[i];
            }
        }

        positions.RemoveRange(kept, positions.Count - kept);
        return positions;
    }
}
