using Gateway.Policies.Conditions;

namespace Gateway.Policies.Reading;

/// <summary>Reads a <c>when</c>.</summary>
internal sealed class WhenReader(ShapeReader shapes)
{
    private static readonly string[] Keys =
        ["clientRoles", "realmRoles", "groups", "organizations", "claims", "issuers", "clients", "sourceIp", "acr", "maxAuthAge"];

    private readonly CaptureReader captures = new(shapes);

    /// <summary>Reads the conditions, as far as they are well formed.</summary>
    public ConditionSet Read(Place place, bool ofDenial)
    {
        if (shapes.Map(place, Keys) is not { } entries)
        {
            return new ConditionSet([]);
        }

        if (place.Node is MapNode { Entries.Count: 0 })
        {
            shapes.Problems.Add(place, PolicyRule.Shape, "an empty 'when' would match everyone; name who is meant");
        }

        captures.Begin(ofDenial);
        var conditions = new List<Condition>();
        foreach (var (key, value) in entries)
        {
            conditions.AddRange(Conditions(key, value, ofDenial));
        }

        return new ConditionSet(conditions);
    }

    private IEnumerable<Condition> Conditions(string key, Place place, bool ofDenial)
    {
        switch (key)
        {
            case "clientRoles":
                return captures.Names(NameKind.ClientRoles, place);
            case "realmRoles":
                return captures.Names(NameKind.RealmRoles, place);
            case "groups":
                return captures.Names(NameKind.Groups, place);
            case "organizations":
                return [new NamesCondition(NameKind.Organizations, shapes.Texts(place, TextShape.Value))];
            case "claims":
                return new ClaimsReader(shapes).Read(place);
            case "issuers":
                return [new IssuerCondition(shapes.Texts(place, TextShape.Value))];
            case "clients":
                return [new ClientCondition(shapes.Texts(place, TextShape.Value))];
            case "sourceIp":
                return [SourceIp(place)];
            case "acr":
                return [new AcrCondition(shapes.Texts(place, TextShape.Value))];
            default:
                return AuthAge(place, ofDenial);
        }
    }

    private SourceIpCondition SourceIp(Place place)
    {
        var ranges = new List<AddressRange>();
        var written = new List<string>();
        foreach (var item in shapes.List(place))
        {
            if (shapes.Text(item, TextShape.AddressRange) is not { } text)
            {
                continue;
            }

            if (AddressRange.TryParse(text, out var range, out var problem))
            {
                ranges.Add(range);
                written.Add(text);
            }
            else
            {
                shapes.Problems.Add(item, PolicyRule.AddressRange, problem);
            }
        }

        return new SourceIpCondition(ranges, written);
    }

    private IEnumerable<Condition> AuthAge(Place place, bool ofDenial)
    {
        if (ofDenial)
        {
            shapes.Problems.Advise(place, "this denies those who logged in lately, and not those who did so long ago");
        }

        if (shapes.Text(place, TextShape.Age) is { } text)
        {
            yield return new AuthAgeCondition(PolicyDuration.Parse(text), text);
        }
    }
}
