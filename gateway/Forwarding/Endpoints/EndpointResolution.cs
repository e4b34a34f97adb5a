using System.Diagnostics.CodeAnalysis;

namespace Gateway.Forwarding.Endpoints;

/// <summary>An endpoint, or words for the client that say why there is none and what to do.</summary>
internal readonly record struct EndpointResolution
{
    private EndpointResolution(AwsEndpoint? endpoint, string? problem)
    {
        Endpoint = endpoint;
        Problem = problem;
    }

    public AwsEndpoint? Endpoint { get; }

    public string? Problem { get; }

    [MemberNotNullWhen(true, nameof(Endpoint))]
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool IsResolved => Endpoint is not null;

    public static EndpointResolution To(AwsEndpoint endpoint) => new(endpoint, null);

    public static EndpointResolution Refused(string problem) => new(null, problem);
}
