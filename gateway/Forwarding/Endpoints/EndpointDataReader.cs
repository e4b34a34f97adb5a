using System.Collections.Frozen;
using System.Collections.Immutable;
using Gateway.Forwarding.Operations;

namespace Gateway.Forwarding.Endpoints;

/// <summary>Reads the lines that the generator wrote; its <c>rules.py</c> says what they hold.</summary>
internal sealed class EndpointDataReader
{
    private readonly ImmutableArray<AwsPartition>.Builder _partitions = ImmutableArray.CreateBuilder<AwsPartition>();
    private readonly ImmutableArray<EndpointFamily>.Builder _families = ImmutableArray.CreateBuilder<EndpointFamily>();
    private readonly List<(string Label, EndpointRule Rule)> _rules = [];
    private readonly Dictionary<string, OperationHost> _operationHosts = new(StringComparer.Ordinal);
    private AwsService? _service;

    private EndpointDataReader()
    {
    }

    public static EndpointData Read(string text)
    {
        var reader = new EndpointDataReader();
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            reader.Take(line.ToString().Split('\t'));
        }

        reader.EndService();
        return new EndpointData { Partitions = reader._partitions.ToImmutable(), Families = reader._families.ToImmutable() };
    }

    private void Take(string[] fields)
    {
        switch (fields)
        {
            case ["partition", var id, var suffix, var dualSuffix, var global, var prefixes, var regions]:
                _partitions.Add(new AwsPartition
                {
                    Id = id,
                    DnsSuffix = suffix,
                    DualStackDnsSuffix = dualSuffix,
                    GlobalRegion = global,
                    RegionPrefixes = [.. prefixes.Split(' ')],
                    Regions = regions.Split(' ').ToFrozenSet(StringComparer.Ordinal),
                });
                break;
            case ["service", var name, var signs, var protocols, var clients, var ids, var targets, var prefixes]:
                EndService();
                _service = Service(name, signs, protocols, clients, ids, targets, prefixes);
                break;
            case ["host", "standard"]:
                AddStandardHosts(_service!);
                break;
            case ["host", var variant, var scopes, var template, var signingName, var signingRegion, .. var label]:
                _rules.Add((
                    label is [var given] ? given : _service!.Name,
                    new EndpointRule(Variant(variant), scopes == "*" ? [] : [.. scopes.Split(' ')], new HostTemplate(template, signingName, signingRegion))));
                break;
            case ["family", var label, var operations]:
                AddOperations(operations, new OperationHost(label, "", null));
                break;
            case ["prefix", var prefix, var header, var operations]:
                AddOperations(operations, new OperationHost("", prefix, header == "-" ? null : header));
                break;
            case [""] or [['#', ..]]:
                break;
            default:
                throw new InvalidDataException($"The endpoint table has a line of an unknown kind: {string.Join(' ', fields)}");
        }
    }

    private static AwsService Service(string name, string signs, string protocols, string clients, string ids, string targets, string prefixes)
    {
        ImmutableArray<string> serviceIds = [.. ids.Split('|')];
        return new AwsService
        {
            Name = name,
            SigningName = signs,
            ClientNames = [.. clients.Split(' ')],
            ServiceIds = serviceIds,
            Protocols = [.. protocols.Split(' ').Select(Protocol)],
            TargetPrefixes = targets == "-" ? [] : [.. targets.Split(' ')],
            HostPrefixes = prefixes == "-" ? [] : [.. prefixes.Split(' ')],
        };
    }

    private void AddStandardHosts(AwsService service)
    {
        Add(EndpointVariant.Plain, "", "{s}");
        Add(EndpointVariant.Fips, "-fips", "{s}");
        Add(EndpointVariant.Dual, "", "{d}");
        Add(EndpointVariant.FipsDual, "-fips", "{d}");

        void Add(EndpointVariant variant, string mark, string suffix) =>
            _rules.Add((service.Name, new EndpointRule(variant, [], new HostTemplate(service.Name + mark + ".{r}." + suffix, service.SigningName, "{r}"))));
    }

    private void AddOperations(string operations, OperationHost host)
    {
        foreach (var operation in operations.Split(' '))
        {
            _operationHosts.Add(operation, host);
        }
    }

    private void EndService()
    {
        _service?.OperationHosts = _operationHosts.ToFrozenDictionary(StringComparer.Ordinal);
        _operationHosts.Clear();
        foreach (var family in _rules.GroupBy(rule => rule.Label, rule => rule.Rule, StringComparer.Ordinal))
        {
            _families.Add(new EndpointFamily { Service = _service!, Label = family.Key, Rules = [.. family] });
        }

        _rules.Clear();
    }

    private static EndpointVariant Variant(string text) => text switch
    {
        "plain" => EndpointVariant.Plain,
        "fips" => EndpointVariant.Fips,
        "dual" => EndpointVariant.Dual,
        "fips+dual" => EndpointVariant.FipsDual,
        _ => throw new InvalidDataException($"The endpoint table has an unknown variant: {text}"),
    };

    private static AwsProtocol Protocol(string text) => text switch
    {
        "rest-json" => AwsProtocol.RestJson,
        "rest-xml" => AwsProtocol.RestXml,
        "json1.0" => AwsProtocol.Json10,
        "json1.1" => AwsProtocol.Json11,
        "query" => AwsProtocol.Query,
        "ec2" => AwsProtocol.Ec2Query,
        "cbor" => AwsProtocol.RpcV2Cbor,
        _ => throw new InvalidDataException($"The endpoint table has an unknown protocol: {text}"),
    };
}
