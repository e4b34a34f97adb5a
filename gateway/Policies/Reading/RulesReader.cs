namespace Gateway.Policies.Reading;

/// <summary>Reads <c>grants</c> and <c>denials</c>.</summary>
internal sealed class RulesReader(ShapeReader shapes, AccountTable accounts, SessionDefaults defaults, IReadOnlySet<string>? knownServices)
{
    private readonly WhenReader whens = new(shapes);
    private readonly PermitReader permits = new(shapes, knownServices);
    private readonly AssumeReader assumes = new(shapes, accounts, defaults);

    public IReadOnlyList<GrantRule> Grants(Place place)
    {
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. shapes.List(place, mayBeEmpty: true).Select(item => Grant(item, ids)).OfType<GrantRule>()];
    }

    public IReadOnlyList<DenialRule> Denials(Place place)
    {
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. shapes.List(place, mayBeEmpty: true).Select(item => Denial(item, ids)).OfType<DenialRule>()];
    }

    private GrantRule? Grant(Place place, Dictionary<string, int> ids)
    {
        if (shapes.Map(place, ["id", "description", "when", "assume", "permit"], "id", "when", "assume") is not { } entries)
        {
            return null;
        }

        var id = Id(entries, ids);
        var description = Description(entries);
        var when = entries.TryGetValue("when", out var at) ? whens.Read(at, ofDenial: false) : null;
        var (permit, sessionPolicy) = permits.Read(entries.TryGetValue("permit", out at) ? at : null);
        var session = entries.TryGetValue("assume", out at) && when is not null ? assumes.Read(at, when, sessionPolicy) : null;
        if (id == "arn" && when?.Capture is not null)
        {
            shapes.Problems.Advise(entries["id"], "ids of this grant's roles, 'arn:' and what is captured, are taken for ARNs: they can be had by their role's ARN alone; call the grant something else");
        }

        return id is null || when is null || session is null
            ? null
            : new GrantRule(new Grant { Id = id, Description = description, Permit = permit }, when, session);
    }

    private DenialRule? Denial(Place place, Dictionary<string, int> ids)
    {
        if (shapes.Map(place, ["id", "description", "when"], "id", "when") is not { } entries)
        {
            return null;
        }

        var id = Id(entries, ids);
        var description = Description(entries);
        var when = entries.TryGetValue("when", out var at) ? whens.Read(at, ofDenial: true) : null;
        return id is null || when is null ? null : new DenialRule(id, description, when);
    }

    private string? Id(Dictionary<string, Place> entries, Dictionary<string, int> ids)
    {
        if (!entries.TryGetValue("id", out var place) || shapes.Text(place, TextShape.Id) is not { } id)
        {
            return null;
        }

        if (!ids.TryAdd(id, place.Node.Line))
        {
            shapes.Problems.Add(place, PolicyRule.DuplicateId, $"the id '{id}' is taken already, in line {ids[id]}");
        }

        return id;
    }

    private string? Description(Dictionary<string, Place> entries) =>
        entries.TryGetValue("description", out var place) ? shapes.Text(place, TextShape.Free) : null;
}
