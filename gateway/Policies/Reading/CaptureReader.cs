using Gateway.Policies.Conditions;

namespace Gateway.Policies.Reading;

/// <summary>Reads the lists of names that may hold captures, and sees to it that a match says the same thing whichever entry it is of.</summary>
internal sealed class CaptureReader(ShapeReader shapes)
{
    private bool ofDenial;
    private string? capturing;

    /// <summary>Begins another <c>when</c>.</summary>
    public void Begin(bool ofDenial)
    {
        this.ofDenial = ofDenial;
        capturing = null;
    }

    public IEnumerable<Condition> Names(NameKind kind, Place place)
    {
        var patterns = new List<CapturePattern>();
        foreach (var item in shapes.List(place))
        {
            if (shapes.Text(item, TextShape.RoleName) is { } text)
            {
                var pattern = CapturePattern.Of(text);
                patterns.Add(pattern);
                Check(item, pattern, patterns[0]);
            }
        }

        if (patterns.TrueForAll(pattern => pattern.Names.Count == 0))
        {
            return [new NamesCondition(kind, [.. patterns.Select(pattern => pattern.Text)])];
        }

        if (ofDenial)
        {
            shapes.Problems.Add(place, PolicyRule.Capture, "a denial gives no role, so there is nothing to capture for; write the names out");
        }
        else if (capturing is not null)
        {
            shapes.Problems.Add(place, PolicyRule.Capture, $"'{capturing}' captures already; captures stand in one list of a 'when'");
        }

        // A second capturing list is an error already; as plain names it keeps the set well formed.
        var first = capturing is null;
        capturing = kind.Key();
        return first ? [new CaptureCondition(kind, patterns)] : [];
    }

    private void Check(Place place, CapturePattern pattern, CapturePattern first)
    {
        if (pattern.Names.Distinct(StringComparer.Ordinal).Count() < pattern.Names.Count)
        {
            shapes.Problems.Add(place, PolicyRule.Capture, "a capture's name stands once in a pattern");
        }

        if (!pattern.Names.SequenceEqual(first.Names, StringComparer.Ordinal))
        {
            var expected = first.Names.Count == 0 ? "nothing" : string.Join(", ", first.Names.Select(name => $"{{{name}}}"));
            shapes.Problems.Add(
                place, PolicyRule.Capture, $"every entry of the list captures the same in the same order; the first captures {expected}");
        }
    }
}
