using Gateway.Forwarding.Operations;

namespace Gateway.Forwarding.Endpoints;

/// <summary>
/// The host of an operation that its service's own host does not answer. It is found by the operation, since the name in Host does not tell: an SDK's prefix may stand
/// before a name that is unknown here (<c>management.127.0.0.1</c>), or be left out.
/// </summary>
/// <param name="Family">The label of the hosts; empty: the service's own.</param>
/// <param name="Prefix">What goes before, with its dot or dash; <c>*.</c> is a label, empty: nothing.</param>
/// <param name="Header">The header that also holds the label; null: no label.</param>
internal sealed record OperationHost(string Family, string Prefix, string? Header)
{
    /// <summary>Where the request's operation is called; null: at the service's own host, as far as is known.</summary>
    public static OperationHost? Of(EndpointFamily family, in EndpointQuery query)
    {
        var service = family.Service;
        return service.OperationHosts.Count > 0 && family.Label == service.Name && Name(service, query) is { } name
            ? service.OperationHosts.GetValueOrDefault(name)
            : null;
    }

    /// <summary>The prefix with its label; null: the request does not have the label.</summary>
    public string? Complete(EndpointFamily family, in EndpointQuery query)
    {
        if (Header is null)
        {
            return Prefix;
        }

        // What decides on the host must be the client's own.
        var isClients = query.Signature is not { } signature || signature.Signs(Header);
        return isClients && query.Headers?[Header].ToString() is { } label && HostName.IsLabel(label) ? HostPrefix.Complete(family, label) : null;
    }

    private static string? Name(AwsService service, in EndpointQuery query) =>
        service.Protocols.Any(protocol => protocol is AwsProtocol.RestJson or AwsProtocol.RestXml)
            ? OperationModels.Default.Of(service).Match(query.Method, query.Path, query.Query).FirstOrDefault()
            : query.Target is { } target ? target[(target.LastIndexOf('.') + 1)..]
            : RpcV2Path.TryRead(query.Path, out _, out var operation) ? operation
            : null;
}
