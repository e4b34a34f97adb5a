using System.Collections.Frozen;

namespace Gateway.Forwarding.Endpoints;

/// <summary>Finds services, and further families of theirs, by any of their names.</summary>
internal sealed class ServiceNames
{
    private readonly FrozenDictionary<string, EndpointFamily> _families;

    /// <summary>Every name that is found, without regard to case.</summary>
    public FrozenSet<string> All { get; }

    public ServiceNames(EndpointData data)
    {
        var families = new Dictionary<string, EndpointFamily>(StringComparer.OrdinalIgnoreCase);

        // An endpoint's name goes before a client's (the client "sso" calls portal.sso; the endpoint sso is another's), and that before an id.
        AddAll(family => [family.Label]);
        AddAll(family => family.Service.ClientNames);
        AddAll(family => family.Service.ServiceIds);
        AddAll(family => family.Service.ServiceIds.Select(id => id.Replace(' ', '-')));
        foreach (var alone in data.Families.GroupBy(family => family.Service.SigningName, StringComparer.OrdinalIgnoreCase))
        {
            if (alone.DistinctBy(family => family.Service).Count() == 1)
            {
                families.TryAdd(alone.Key, alone.First());
            }
        }

        _families = families.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        All = families.Keys.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        foreach (var found in families.GroupBy(entry => entry.Value.Service, entry => entry.Key))
        {
            found.Key.Names = found.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        }

        void AddAll(Func<EndpointFamily, IEnumerable<string>> names)
        {
            foreach (var family in data.Families)
            {
                foreach (var name in names(family))
                {
                    families.TryAdd(name, family);
                }
            }
        }
    }

    public EndpointFamily? Find(string name) => _families.GetValueOrDefault(name);
}
