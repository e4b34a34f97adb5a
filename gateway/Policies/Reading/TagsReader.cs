using Gateway.Policies.Sessions;

namespace Gateway.Policies.Reading;

/// <summary>Reads <c>assume.tags</c> and <c>assume.transitiveTags</c>.</summary>
internal sealed class TagsReader(ShapeReader shapes)
{
    /// <summary>https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html: at most 50 session tags.</summary>
    public const int MaxTags = 50;

    /// <summary>The tags, sorted by key.</summary>
    public IReadOnlyList<KeyValuePair<string, ClaimTemplate>> Read(Dictionary<string, Place> assume)
    {
        if (!assume.TryGetValue("tags", out var place) || shapes.Entries(place, "a map of tags") is not { } entries)
        {
            return [];
        }

        if (entries.Count > MaxTags)
        {
            shapes.Problems.Add(place, PolicyRule.Shape, $"{entries.Count} tags; STS takes {MaxTags} at most");
        }

        var tags = new List<KeyValuePair<string, ClaimTemplate>>();
        var spellings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in entries)
        {
            var at = place.Key(key, value);
            if (!TextShape.TagKey.Fits(key.Text))
            {
                shapes.Problems.Add(key.Line, key.Column, at.Path, PolicyRule.Shape, $"expected {TextShape.TagKey.Words}");
            }
            else if (!spellings.TryAdd(key.Text, key.Text))
            {
                shapes.Problems.Add(
                    key.Line, key.Column, at.Path, PolicyRule.Tags, $"differs from '{spellings[key.Text]}' in letter case alone, which STS takes for the same tag");
            }

            if (new SessionTextReader(shapes).Template(at, StsText.TagValue) is { } template)
            {
                tags.Add(KeyValuePair.Create(key.Text, template));
            }
        }

        return [.. tags.OrderBy(tag => tag.Key, StringComparer.Ordinal)];
    }

    /// <summary>The transitive tags' keys, sorted.</summary>
    public IReadOnlyList<string> Transitive(Dictionary<string, Place> assume)
    {
        if (!assume.TryGetValue("transitiveTags", out var place))
        {
            return [];
        }

        var written = assume.TryGetValue("tags", out var map) && map.Node is MapNode { Entries: var entries } ? entries.Select(e => e.Key.Text).ToList() : [];
        var keys = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var item in shapes.List(place))
        {
            if (shapes.Text(item, TextShape.TagKey) is not { } key)
            {
                continue;
            }

            keys.Add(key);
            if (!written.Contains(key, StringComparer.Ordinal))
            {
                shapes.Problems.Add(item, PolicyRule.Tags, $"'{key}' is none of this grant's tags{Spelling.Suggest(key, written)}");
            }
        }

        return [.. keys];
    }
}
