using System.Collections.Immutable;

namespace Gateway.Forwarding.Operations;

/// <summary>What a request asks of a service, as far as its protocol names it.</summary>
internal sealed record AwsOperation
{
    /// <summary>The operation's name as the service's model spells it, or as the client wrote it where the model has no such operation;
    /// null where the request names none, or names more than one.</summary>
    public string? Name { get; init; }

    /// <summary>The protocol that the client speaks, which is also the shape in which it reads errors.</summary>
    public required AwsProtocol Protocol { get; init; }

    /// <summary>Every operation that some reading of the request names: what must be permitted before the request may pass.</summary>
    public ImmutableArray<string> Readings { get; init; } = [];

    /// <summary>Whether every part of the request that could name an operation was read; false: there may be more readings than these.</summary>
    public bool IsComplete { get; init; } = true;

    /// <summary>Whether the service's protocols have no paths, and the request has one that is not known all the same: it may be another API's.</summary>
    public bool IsOffProtocol { get; init; }
}
