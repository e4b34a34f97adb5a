using System.Collections.Immutable;

namespace Gateway.Forwarding.Endpoints;

/// <summary>The content of <c>endpoints.txt</c>.</summary>
internal sealed class EndpointData
{
    public required ImmutableArray<AwsPartition> Partitions { get; init; }

    /// <summary>By service, in the order of the file: a service's own hosts come before its further families.</summary>
    public required ImmutableArray<EndpointFamily> Families { get; init; }
}
