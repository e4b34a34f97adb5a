using System.Collections.Frozen;
using Gateway.Forwarding.Operations;

namespace Gateway.Forwarding.Endpoints;

/// <summary>Decides which service a signing name stands for: 25 of them stand for several.</summary>
internal sealed class ServiceSelector(EndpointData data)
{
    /// <summary>S3 Control's API version, which its every path begins with.</summary>
    private const string S3ControlPath = "/v20180820/";

    private readonly FrozenDictionary<string, Bearers> _bearers = data.Families
        .SelectMany(family => family.Rules.Select(rule => rule.Template.SigningName).Distinct(), (family, name) => (family, name))
        .GroupBy(pair => pair.name, pair => pair.family, StringComparer.OrdinalIgnoreCase)
        .ToFrozenDictionary(
            group => group.Key,
            group => new Bearers([.. group.DistinctBy(family => family.Service)]),
            StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether some endpoint is signed with this name.</summary>
    public bool Knows(string signingName) => _bearers.ContainsKey(signingName);

    /// <summary>The services that a signing name stands for.</summary>
    public IReadOnlyList<EndpointFamily> Candidates(string signingName) => _bearers.GetValueOrDefault(signingName)?.All ?? [];

    /// <summary>Those services out of <see cref="Candidates"/> that the request can be for.</summary>
    public IReadOnlyList<EndpointFamily> Select(in EndpointQuery query)
    {
        var bearers = _bearers.GetValueOrDefault(query.SigningName!);
        if (bearers is not { All.Length: > 1 })
        {
            return bearers?.All ?? [];
        }

        if (bearers.S3.Length > 0)
        {
            // A bucket may have any path: what is not one of S3 Control's own requests is S3's.
            var control = Array.Find(bearers.All, family => !family.Service.IsS3)!;
            return query.Path.StartsWith(S3ControlPath, StringComparison.Ordinal) && HasOperation(control, query)
                ? [control]
                : bearers.S3;
        }

        return Narrow(bearers.All, query);
    }

    private static EndpointFamily[] Narrow(EndpointFamily[] candidates, EndpointQuery query)
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

    /// <summary>The services of one signing name.</summary>
    private sealed record Bearers(EndpointFamily[] All)
    {
        /// <summary>S3, where it is among them.</summary>
        public EndpointFamily[] S3 { get; } = [.. All.Where(family => family.Service.IsS3)];
    }
}
