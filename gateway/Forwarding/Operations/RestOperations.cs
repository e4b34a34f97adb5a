using System.Collections.Immutable;

namespace Gateway.Forwarding.Operations;

/// <summary>The REST operations of one service.</summary>
internal sealed class RestOperations(ImmutableArray<RestTemplate> templates)
{
    // Made at the first request for the service: a start does not wait for that of some four hundred.
    private Dictionary<string, MethodTemplates>? byMethod;

    public static RestOperations None { get; } = new([]);

    /// <summary>
    /// Every operation that a request may be read as, by method, path and query. Where the path as it stands fits several, the most specific is meant;
    /// what only another way to take the path apart fits is a further reading, however specific.
    /// </summary>
    public ImmutableArray<string> Match(string method, string path, string? query)
    {
        var keys = RequestQuery.Parse(query);
        var exact = Find(method, RequestPath.Split(path), keys, StringComparison.Ordinal);
        var loose = Find(method, RequestPath.SplitThenDecode(path), keys, StringComparison.OrdinalIgnoreCase)
            .Union(Find(method, RequestPath.DecodeThenSplit(path), keys, StringComparison.OrdinalIgnoreCase))
            .Except(exact);
        return [.. Best(exact, keys).Concat(loose).Select(template => template.Name).Distinct()];
    }

    /// <summary>Whether some operation has exactly this method and path.</summary>
    public bool Has(string method, string path, string? query) =>
        Find(method, RequestPath.Split(path), RequestQuery.Parse(query), StringComparison.Ordinal).Count > 0;

    /// <summary>S3's way: the first segment is the bucket, all the rest is the key, and nothing is normalised.</summary>
    public ImmutableArray<string> MatchBucketAndKey(string method, string bucket, string key, RequestQuery query, bool copies)
    {
        string[] segments = (bucket, key) switch { ("", _) => [], (_, "") => [bucket], _ => [bucket, key] };
        var found = Find(method, segments, query, StringComparison.Ordinal, copies);
        return found is [var only] ? only.NameAlone : [.. Best(found, query).Select(template => template.Name).Distinct()];
    }

    /// <summary>Leaves out, of templates that fit the same segments, those that a more specific one hides.</summary>
    private static IEnumerable<RestTemplate> Best(List<RestTemplate> found, RequestQuery query) =>
        found.Where(template => !found.Exists(other => other != template && Hides(other, template, query) && !Hides(template, other, query)));

    /// <summary>Whether a request that is <paramref name="template"/> cannot be <paramref name="other"/>, which is less specific. What the query holds
    /// twice or encoded a service may find or miss: then it can.</summary>
    private static bool Hides(RestTemplate template, RestTemplate other, RequestQuery query) =>
        string.CompareOrdinal(template.Rank, other.Rank) >= 0
        && other.Keys.All(key => template.Keys.Contains(key))
        && template.Keys.All(key => key == "@copy" || query.HoldsPlainly(key));

    // Loops and no iterator: it runs at every call, and took 350 bytes of one.
    private List<RestTemplate> Find(string method, string[] segments, in RequestQuery query, StringComparison comparison, bool copies = false)
    {
        byMethod ??= templates.GroupBy(template => template.Method, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => new MethodTemplates([.. group], [.. group.Where(template => template.Keys.IsEmpty)]), StringComparer.OrdinalIgnoreCase);
        var found = new List<RestTemplate>(1);
        if (!byMethod.TryGetValue(method, out var own))
        {
            return found;
        }

        foreach (var template in query.IsEmpty && !copies ? own.WithoutKeys : own.All)
        {
            if (template.MatchesPath(segments, comparison) && HoldsAll(template, query, comparison, copies))
            {
                found.Add(template);
            }
        }

        return found;
    }

    private static bool HoldsAll(RestTemplate template, in RequestQuery query, StringComparison comparison, bool copies)
    {
        foreach (var key in template.Keys)
        {
            if (key == "@copy" ? !copies : !query.Holds(key, comparison))
            {
                return false;
            }
        }

        return true;
    }

    private sealed record MethodTemplates(RestTemplate[] All, RestTemplate[] WithoutKeys);
}
