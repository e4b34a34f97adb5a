using Gateway.Policies.Sessions;

namespace Gateway.Policies.Reading;

/// <summary>Reads the texts and times that sessions are made of, in <c>defaults</c> and in <c>assume</c> alike.</summary>
internal sealed class SessionTextReader(ShapeReader shapes)
{
    private static readonly ClaimTemplate PreferredUsername = ClaimTemplate.TryParse("${claims.preferred_username}", StsText.Name, out _, out _)!;

    public SessionDefaults Defaults(Place? place)
    {
        var entries = (place is { } at ? shapes.Map(at, ["duration", "sessionName", "sourceIdentity"]) : null) ?? [];
        return new SessionDefaults(
            Duration(entries, TimeSpan.FromHours(1)), SessionName(entries, PreferredUsername), SourceIdentity(entries, null));
    }

    public TimeSpan Duration(Dictionary<string, Place> entries, TimeSpan otherwise) =>
        entries.TryGetValue("duration", out var place) && shapes.Text(place, TextShape.Duration) is { } text ? PolicyDuration.Parse(text) : otherwise;

    public ClaimTemplate SessionName(Dictionary<string, Place> entries, ClaimTemplate otherwise) =>
        entries.TryGetValue("sessionName", out var place) ? Template(place, StsText.Name) ?? otherwise : otherwise;

    /// <summary>The source identity; none where the entry is an empty text, which switches a default off.</summary>
    public ClaimTemplate? SourceIdentity(Dictionary<string, Place> entries, ClaimTemplate? otherwise) =>
        !entries.TryGetValue("sourceIdentity", out var place) ? otherwise
        : place.Node is ScalarNode { Type: ScalarKind.Text, Text: "" } ? null
        : Template(place, StsText.Name);

    public ClaimTemplate? Template(Place place, StsText shape)
    {
        if (!shapes.TryText(place, shape.Words, out var text))
        {
            return null;
        }

        var template = ClaimTemplate.TryParse(text, shape, out var problem, out var tooLong);
        if (template is null)
        {
            shapes.Problems.Add(place, tooLong ? PolicyRule.TextLength : PolicyRule.Shape, problem!);
        }

        return template;
    }
}
