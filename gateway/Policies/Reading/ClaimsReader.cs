using System.Text.Json;
using Gateway.Policies.Conditions;

namespace Gateway.Policies.Reading;

/// <summary>Reads <c>when.claims</c>: JSON Pointers, each with one or several values.</summary>
internal sealed class ClaimsReader(ShapeReader shapes)
{
    private const string Values = "a value, {like: \"pattern\"}, or a list of these";

    public IEnumerable<Condition> Read(Place place)
    {
        var conditions = new List<Condition>();
        if (shapes.Entries(place, "a map of JSON Pointers, as /email, to values") is not { } entries)
        {
            return conditions;
        }

        if (entries.Count == 0)
        {
            shapes.Problems.Add(place, PolicyRule.Shape, "an empty map of claims matches everyone; take the key out or name a claim");
        }

        foreach (var (key, value) in entries)
        {
            var at = place.Key(key, value);
            var pointer = ClaimPointer.TryParse(key.Text);
            if (pointer is null)
            {
                var hint = key.Text.StartsWith('/') ? "'~' is written ~0 in it, and '/' in a name ~1" : $"write /{key.Text}";
                shapes.Problems.Add(
                    key.Line, key.Column, at.Path, PolicyRule.Shape, $"a claim is named by a JSON Pointer (RFC 6901); {hint}");
            }

            var matchers = Matchers(at);
            if (pointer is not null)
            {
                conditions.Add(new ClaimCondition(pointer, matchers));
            }
        }

        return conditions;
    }

    private List<ClaimMatcher> Matchers(Place place) =>
        [.. (place.Node is ListNode ? shapes.List(place) : [place]).Select(Matcher).OfType<ClaimMatcher>()];

    private ClaimMatcher? Matcher(Place place)
    {
        switch (place.Node)
        {
            case MapNode:
                var like = shapes.Map(place, ["like"], "like")?.GetValueOrDefault("like");
                return like is { Node: not null } pattern && shapes.Text(pattern, TextShape.Like) is { } text ? ClaimMatcher.Like(text) : null;
            case ScalarNode { Type: ScalarKind.Text, IsPlain: true } word when IsOldTruthValue(word.Text):
                shapes.Problems.Add(
                    place, PolicyRule.TruthWord, $"'{word.Text}' is a truth value to some YAML readers and a text to others; quote it for a text, \"{word.Text}\", or write true or false for the truth value");
                return null;
            case ScalarNode { Type: ScalarKind.Text }:
                return shapes.Text(place, TextShape.ClaimText) is { } literal ? ClaimMatcher.Equal(JsonSerializer.SerializeToElement(literal)) : null;
            case ScalarNode { Type: ScalarKind.Null }:
                shapes.Problems.Add(place, PolicyRule.Shape, "is empty, as a missing claim is, which never matches; expected " + Values);
                return null;
            case ScalarNode scalar:
                return Scalar(scalar);
            default:
                shapes.Expected(place, Values);
                return null;
        }
    }

    // As YAML 1.1 has them (https://yaml.org/type/bool.html): a denial of 'yes' would pass whoever has true.
    private static bool IsOldTruthValue(string text) => text is
        "y" or "Y" or "yes" or "Yes" or "YES" or "n" or "N" or "no" or "No" or "NO" or "on" or "On" or "ON" or "off" or "Off" or "OFF";

    private static ClaimMatcher? Scalar(ScalarNode scalar)
    {
        try
        {
            using var parsed = JsonDocument.Parse(scalar.Type == ScalarKind.Boolean ? scalar.Text.ToLowerInvariant() : scalar.Text);
            return ClaimMatcher.Equal(parsed.RootElement);
        }
        catch (JsonException)
        {
            // A number that is not JSON's is reported where the document is read.
            return null;
        }
    }
}
