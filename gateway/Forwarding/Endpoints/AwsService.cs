using System.Collections.Frozen;
using System.Collections.Immutable;
using Gateway.Forwarding.Operations;

namespace Gateway.Forwarding.Endpoints;

/// <summary>A service as its endpoint knows it: every API that answers at one host name is one service (<c>rds</c> is also Neptune and DocumentDB).</summary>
internal sealed class AwsService
{
    /// <summary>The endpoint name: <c>s3</c>, <c>monitoring</c>, <c>streams.dynamodb</c>; the name that policies, settings and host names use.</summary>
    public required string Name { get; init; }

    /// <summary>The name that signatures for this service usually carry; an endpoint may have another (<see cref="AwsEndpoint.SigningName"/>).</summary>
    public required string SigningName { get; init; }

    /// <summary>The names by which the table finds this service and no other: its own, and of its clients' names (<c>cloudwatch</c>) and service ids
    /// (<c>CloudWatch</c>) those that are no other endpoint's. <see cref="ServiceNames"/> fills them in, knowing all services.</summary>
    public FrozenSet<string> Names { get; internal set; } = [];

    /// <summary>The names of the SDKs' clients, as botocore calls them.</summary>
    public required ImmutableArray<string> ClientNames { get; init; }

    /// <summary>The service ids of the APIs behind the endpoint, such as <c>RDS</c>, <c>Neptune</c>.</summary>
    public required ImmutableArray<string> ServiceIds { get; init; }

    /// <summary>The protocols that the service speaks, the preferred one first.</summary>
    public required ImmutableArray<AwsProtocol> Protocols { get; init; }

    /// <summary>What <c>X-Amz-Target</c> begins with, and what RPC v2 CBOR calls the service: <c>DynamoDB_20120810</c>; none for REST and query services.</summary>
    public required ImmutableArray<string> TargetPrefixes { get; init; }

    /// <summary>What some operations put before the host, with its dot or dash: <c>data-</c>, <c>cp.maps.</c>; <c>*.</c> is a label such as an account id,
    /// <c>+.</c> one that counts only before a host that names the service: hosts that AWS's customers run (<c>{id}.execute-api.{region}</c>).</summary>
    public required ImmutableArray<string> HostPrefixes { get; init; }

    /// <summary>By operation name: the operations that are called elsewhere than at the service's own host. <see cref="EndpointDataReader"/> fills them in.</summary>
    public FrozenDictionary<string, OperationHost> OperationHosts { get; internal set; } = FrozenDictionary<string, OperationHost>.Empty;

    /// <summary>Whether this is S3 itself: the service of buckets and objects.</summary>
    public bool IsS3 => Name == "s3";

    /// <summary>The variables that point an SDK's clients of this service at the gateway.</summary>
    /// <remarks>https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html</remarks>
    public IEnumerable<string> EndpointUrlVariables =>
        ServiceIds.Select(id => "AWS_ENDPOINT_URL_" + id.ToUpperInvariant().Replace(' ', '_').Replace('-', '_'));

    /// <summary>Whether <paramref name="name"/> is one of this service's names, without regard to case.</summary>
    public bool IsNamed(string name) => Names.Contains(name);

    public override string ToString() => Name;
}
