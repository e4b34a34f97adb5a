using System.Diagnostics.CodeAnalysis;

namespace Gateway.Forwarding.Endpoints;

/// <summary>Which host serves which service in which region, and how calls to it are signed.</summary>
internal sealed class EndpointTable
{
    private static readonly Lazy<EndpointTable> Embedded = new(() => new EndpointTable());

    /// <summary>The table that is built into the gateway, read when first asked for.</summary>
    public static EndpointTable Default => Embedded.Value;

    /// <summary>The endpoint names of all services.</summary>
    public IReadOnlyCollection<string> ServiceNames => [];

    /// <summary>Finds a service by its endpoint name, its client name, its service id, or a signing name that is its alone; without regard to case.</summary>
    public bool TryFindService(string nameOrAlias, [NotNullWhen(true)] out AwsService? service)
    {
        service = null;
        return false;
    }

    /// <summary>Decides where a request goes: by its host or path where they name a service, else by its credential scope.</summary>
    public EndpointResolution Resolve(in EndpointQuery query) => EndpointResolution.Refused("The endpoint table is empty.");

    /// <summary>Whether a host is one of AWS's: a name under a DNS suffix of the table.</summary>
    public bool IsKnownHost(string host) => false;
}
