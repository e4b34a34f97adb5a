using System.Diagnostics.CodeAnalysis;

namespace Gateway.Policies.Reading;

/// <summary>Takes maps, lists and texts out of the document and reports what has another shape.</summary>
internal sealed class ShapeReader(ProblemList problems)
{
    public ProblemList Problems { get; } = problems;

    /// <summary>The entries of a map that may have these keys alone; null with a problem where it is no map.</summary>
    public Dictionary<string, Place>? Map(Place place, string[] known, params ReadOnlySpan<string> required)
    {
        if (Entries(place, "a map") is not { } entries)
        {
            return null;
        }

        var found = new Dictionary<string, Place>(StringComparer.Ordinal);
        foreach (var (key, value) in entries)
        {
            if (known.Contains(key.Text, StringComparer.Ordinal))
            {
                found[key.Text] = place.Key(key, value);
            }
            else
            {
                Problems.Add(
                    key.Line, key.Column, place.Key(key, value).Path, PolicyRule.Shape, $"unknown key{Spelling.Suggest(key.Text, known)}");
            }
        }

        foreach (var key in required)
        {
            if (!found.ContainsKey(key))
            {
                Problems.Add(place, PolicyRule.Shape, $"the key '{key}' is missing");
            }
        }

        return found;
    }

    /// <summary>The entries of a map with keys of the user's own; null with a problem where it is no map.</summary>
    public IReadOnlyList<KeyValuePair<ScalarNode, PolicyNode>>? Entries(Place place, string expected)
    {
        if (place.Node is MapNode map)
        {
            return map.Entries;
        }

        Expected(place, expected);
        return null;
    }

    /// <summary>A list's items; none, with a problem, where it is no list or empty though it must not be.</summary>
    public IReadOnlyList<Place> List(Place place, bool mayBeEmpty = false)
    {
        if (place.Node is not ListNode list)
        {
            var hint = place.Node is ScalarNode { Type: not ScalarKind.Null } scalar ? $"write it as a list: [{scalar.Text}]" : "expected a list";
            Problems.Add(place, PolicyRule.Shape, $"is {place.Node.Kind}; {hint}");
            return [];
        }

        if (list.Items.Count == 0 && !mayBeEmpty)
        {
            Problems.Add(place, PolicyRule.Shape, "an empty list matches nothing; take the key out or name something");
        }

        return [.. Enumerable.Range(0, list.Items.Count).Select(place.Item)];
    }

    /// <summary>The texts of a list, as far as they have the shape.</summary>
    public IReadOnlyList<string> Texts(Place place, TextShape shape) =>
        [.. List(place).Select(item => Text(item, shape)).OfType<string>()];

    /// <summary>A text; null with a problem where it is none or has another shape.</summary>
    public string? Text(Place place, TextShape shape) => TryText(place, shape.Words, out var text) && Fits(place, text, shape) ? text : null;

    /// <summary>One of a few words.</summary>
    public string? Word(Place place, string[] words)
    {
        if (!TryText(place, "one of " + string.Join(", ", words), out var text))
        {
            return null;
        }

        if (words.Contains(text, StringComparer.Ordinal))
        {
            return text;
        }

        Problems.Add(place, PolicyRule.Shape, $"'{text}' is not known{Spelling.Suggest(text, words)}");
        return null;
    }

    /// <summary>Any text, whatever it holds; false with a problem where it is none.</summary>
    public bool TryText(Place place, string expected, [NotNullWhen(true)] out string? text)
    {
        text = place.Node is ScalarNode { Type: ScalarKind.Text } scalar ? scalar.Text : null;
        if (text is null)
        {
            Expected(place, expected);
        }

        return text is not null;
    }

    /// <summary>Reports a node of the wrong kind.</summary>
    public void Expected(Place place, string expected)
    {
        var hint = place.Node is ScalarNode { Type: not (ScalarKind.Null or ScalarKind.Text) } scalar
            ? $"quote it, if it is meant as a text: \"{scalar.Text}\""
            : $"expected {expected}";
        Problems.Add(place, PolicyRule.Shape, $"is {place.Node.Kind}; {hint}");
    }

    private bool Fits(Place place, string text, TextShape shape)
    {
        var fits = shape.Fits(text);
        if (!fits)
        {
            Problems.Add(place, PolicyRule.Shape, $"'{Shorten(text)}' does not fit; expected {shape.Words}");
        }

        return fits;
    }

    private static string Shorten(string text) => text.Length <= 100 ? text : text[..100] + "…";
}
