using System.Collections.Frozen;
using Gateway.Policies.Sessions;

namespace Gateway.Policies.Reading;

/// <summary>Reads a <c>permit</c>; left out, it permits calls through the gateway alone, to any service and region.</summary>
internal sealed class PermitReader(ShapeReader shapes, IReadOnlySet<string>? knownServices)
{
    private static readonly string[] Keys = ["modes", "services", "regions", "operations", "statements", "vending"];

    private readonly StatementsReader statements = new(shapes);

    /// <summary>Reads what is permitted, and the session policy that it makes.</summary>
    public (Permit Permit, string? SessionPolicy) Read(Place? place)
    {
        var entries = (place is { } at ? shapes.Map(at, Keys) : null) ?? [];
        var narrowing = entries.TryGetValue("statements", out var written) ? statements.Read(written) : [];
        var sessionPolicy = narrowing.Count > 0 ? SessionPolicyOf(narrowing, written!) : null;
        var permit = new Permit
        {
            Modes = entries.TryGetValue("modes", out var modes) ? Modes(modes) : AccessMode.Forward,
            Services = entries.TryGetValue("services", out var services) ? Services(services) : null,
            Regions = entries.TryGetValue("regions", out var regions) ? Set(regions, TextShape.Region, StringComparer.Ordinal) : null,
            Operations = entries.TryGetValue("operations", out var operations) ? Operations(operations) : null,
            HasStatements = sessionPolicy is not null,
            Vending = entries.TryGetValue("vending", out var vending) ? Set(vending, TextShape.Vending, StringComparer.OrdinalIgnoreCase) : [],
        };
        if (place is { } whole)
        {
            Advise(whole, permit, narrowing);
        }

        return (permit, sessionPolicy);
    }

    private void Advise(Place place, Permit permit, IReadOnlyList<PolicyStatement> narrowing)
    {
        var bindsCalls = permit.Services is not null || permit.Regions is not null || permit.Operations is not null;
        var handsOut = (permit.Modes & ~AccessMode.Forward).Names();
        if (bindsCalls && handsOut.Count > 0 && !permit.HasStatements)
        {
            shapes.Problems.Advise(
                place,
                $"'services', 'regions' and 'operations' bind calls through the gateway alone; in the mode {string.Join(" and ", handsOut)} the role's own policies decide, narrowed by 'statements' if given");
        }

        foreach (var outside in permit.Operations?.Where(operation => permit.Services?.Contains(operation.Service) == false) ?? [])
        {
            shapes.Problems.Advise(place, $"the operation '{outside}' means nothing, since 'services' does not list '{outside.Service}'");
        }

        if (!permit.Modes.HasFlag(AccessMode.Forward) && (bindsCalls || permit.Vending.Count > 0))
        {
            shapes.Problems.Advise(place, "'services', 'regions', 'operations' and 'vending' mean nothing without the mode forward");
        }

        if (IndirectKeys.Of(permit, narrowing).ToArray() is { Length: > 0 } ways)
        {
            shapes.Problems.Advise(
                place,
                $"{string.Join(", ", ways)} can make AWS keys with the role's own rights and show them, which 'vending' does not prevent: see to it that the role may not iam:CreateAccessKey and sts:AssumeRole, keep them out by 'statements', or list other 'operations'");
        }
    }

    private AccessMode Modes(Place place)
    {
        var modes = AccessMode.None;
        foreach (var item in shapes.List(place))
        {
            var word = shapes.Word(item, [.. AccessModes.ByName.Select(pair => pair.Key)]);
            modes |= AccessModes.Find(word) ?? AccessMode.None;
        }

        return modes;
    }

    private FrozenSet<string> Services(Place place)
    {
        var services = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in shapes.List(place))
        {
            if (shapes.Text(item, TextShape.Service) is { } name && services.Add(name))
            {
                CheckKnown(item, name);
            }
        }

        return services.ToFrozenSet(StringComparer.Ordinal);
    }

    private List<OperationPattern> Operations(Place place)
    {
        var operations = new List<OperationPattern>();
        foreach (var item in shapes.List(place))
        {
            if (shapes.Text(item, TextShape.Operation) is { } text)
            {
                var operation = OperationPattern.Parse(text);
                operations.Add(operation);
                CheckKnown(item, operation.Service);
            }
        }

        return operations;
    }

    private void CheckKnown(Place item, string service)
    {
        if (knownServices?.Contains(service) == false)
        {
            var nearest = Spelling.Nearest(service, knownServices);
            shapes.Problems.Add(
                item, PolicyRule.UnknownService, $"no AWS endpoint is named '{service}'{(nearest is null ? "" : $"; did you mean '{nearest}'?")}");
        }
    }

    private FrozenSet<string> Set(Place place, TextShape shape, StringComparer comparer) => shapes.Texts(place, shape).ToFrozenSet(comparer);

    private string SessionPolicyOf(IReadOnlyList<PolicyStatement> read, Place place)
    {
        var policy = SessionPolicy.Write(read);
        if (policy.Length > SessionPolicy.MaxCharacters)
        {
            shapes.Problems.Add(
                place,
                PolicyRule.SessionPolicySize,
                $"the session policy has {policy.Length:N0} characters; STS takes {SessionPolicy.MaxCharacters:N0} at most");
        }

        return policy;
    }
}
