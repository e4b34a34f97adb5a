using Gateway.Forwarding.Endpoints;

namespace Gateway.Forwarding.Upstream;

/// <summary>Where a call is sent: scheme and host, and the raw path and query that go on the wire untouched.</summary>
/// <param name="Origin">Scheme, host and port.</param>
/// <param name="Host">The Host header's value.</param>
/// <param name="Path">The raw path.</param>
/// <param name="Query">The raw query without its question mark; empty: none.</param>
internal readonly record struct UpstreamAddress(string Origin, string Host, string Path, string Query)
{
    // YARP and Uri would decode and normalise the path, which would be another resource and another signature (YARP issue 1419).
    private static readonly UriCreationOptions Raw = new() { DangerousDisablePathAndQueryCanonicalization = true };

    /// <summary>Whether a question mark follows the path though there is no query.</summary>
    public bool HasBareMark { get; init; }

    public Uri Uri => new(Query.Length == 0 && !HasBareMark ? Origin + Path : $"{Origin}{Path}?{Query}", Raw);

    public static UpstreamAddress Of(AwsEndpoint endpoint, EndpointOverrides overrides, string path, string query)
    {
        var target = overrides.Apply(endpoint);
        return new UpstreamAddress(target.Scheme + target.Authority, target.Authority, target.Path + path, query);
    }
}
