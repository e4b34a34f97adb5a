using System.Collections.Frozen;
using Gateway.Forwarding.Operations;

namespace Gateway.Forwarding.Endpoints;

/// <summary>Decides which service a signing name stands for: 24 of them stand for several.</summary>
internal sealed class ServiceSelector(EndpointData data)
{
    /// <summary>S3 Control's API version, which its every path begins with.</summary>
    private const string S3ControlPath = "/v20180820/";

    private readonly FrozenDictionary<string, EndpointFamily[]> _families = data.Families
        .SelectMany(family => family.Rules.Select(rule => rule.Template.SigningName).Distinct(), (family, name) => (family, name))
        .GroupBy(pair => pair.name, pair => pair.family, StringComparer.OrdinalIgnoreCase)
        .ToFrozenDictionary(
            group => group.Key,
            group => group.DistinctBy(family => family.Service).ToArray(),
            StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether some endpoint is signed with this name.</summary>
    public bool Knows(string signingName) => _families.ContainsKey(signingName);

    /// <summary>The services that a signing name stands for.</summary>
    public IReadOnlyList<EndpointFamily> Candidates(string signingName) => _families.GetValueOrDefault(signingName) ?? [];

    /// <summary>Those services out of <see cref="Candidates"/> that the request can be for.</summary>
    public IReadOnlyList<EndpointFamily> Select(in EndpointQuery query)
    {
        var candidates = Candidates(query.SigningName!);
        if (candidates.Count < 2)
        {
            return candidates;
        }

        if (candidates.Any(family => family.Service.IsS3))
        {
            // A bucket may have any path: what is not one of S3 Control's own requests is S3's.
            var control = candidates.Single(family => !family.Service.IsS3);
            return query.Path.StartsWith(S3ControlPath, StringComparison.Ordinal) && HasOperation(control, query)
                ? [control]
                : [.. candidates.Where(family => family.Service.IsS3)];
        }

        return Narrow(candidates, query);
    }

    private static EndpointFamily[] Narrow(IReadOnlyList<EndpointFamily> candidates, EndpointQuery query)
    {
        if (query.Target is { } target)
        {
            var prefix = target.LastIndexOf('.') is var dot and >= 0 ? target[..dot] : target;
            return [.. candidates.Where(family => family.Service.TargetPrefixes.Contains(prefix))];
        }

        if (RpcV2Path.TryRead(query.Path, out var called, out _)
            && candidates.Where(family => family.Service.TargetPrefixes.Contains(called)).ToArray() is { Length: > 0 } named)
        {
            return named;
        }

        if (query.Action is not null)
        {
            return [.. candidates.Where(family => family.Service.Protocols.Any(protocol => protocol is AwsProtocol.Query or AwsProtocol.Ec2Query))];
        }

        return [.. candidates.Where(family => HasOperation(family, query))];
    }

    private static bool HasOperation(EndpointFamily family, in EndpointQuery query) =>
        OperationModels.Default.Of(family.Service).Has(query.Method, query.Path, query.Query);
}
