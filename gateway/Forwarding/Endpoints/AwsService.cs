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

    /// <summary>The names by which this service is also found: client names (<c>cloudwatch</c>), service ids (<c>CloudWatch</c>) and itself.</summary>
    public required FrozenSet<string> Names { get; init; }

    /// <summary>The service ids of the APIs behind the endpoint, such as <c>RDS</c>, <c>Neptune</c>.</summary>
    public required ImmutableArray<string> ServiceIds { get; init; }

    /// <summary>The protocols that the service speaks, the preferred one first.</summary>
    public required ImmutableArray<AwsProtocol> Protocols { get; init; }

    /// <summary>Whether paths are signed the way of S3: encoded once and never normalised.</summary>
    public bool IsS3Family => S3SigningNames.Contains(SigningName);

    /// <summary>The variable that points an SDK's client of this service at the gateway.</summary>
    public string EndpointUrlVariable => "AWS_ENDPOINT_URL_" + ServiceIds[0].ToUpperInvariant().Replace(' ', '_').Replace('-', '_');

    /// <summary>Whether <paramref name="name"/> is one of this service's names, without regard to case.</summary>
    public bool IsNamed(string name) => Names.Contains(name);

    public override string ToString() => Name;
}
