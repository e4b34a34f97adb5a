using System.Collections.Frozen;

namespace Gateway.Policies;

/// <summary>What a grant permits: a policy file's <c>permit</c>.</summary>
internal sealed record Permit
{
    public required AccessMode Modes { get; init; }

    /// <summary>Endpoint names (<c>s3</c>, <c>dynamodb</c>) that may be called through the gateway; null: any.</summary>
    public FrozenSet<string>? Services { get; init; }

    /// <summary>Regions that may be called through the gateway; null: any.</summary>
    public FrozenSet<string>? Regions { get; init; }

    /// <summary>The region to begin in: the gateway's own where it is permitted, else the first of those that are.</summary>
    public string UsualRegion(string own) => Regions is { Count: > 0 } regions && !regions.Contains(own) ? regions.Order(StringComparer.Ordinal).First() : own;

    /// <summary>Operations that may be called through the gateway; null: any.</summary>
    public IReadOnlyList<OperationPattern>? Operations { get; init; }

    /// <summary>Whether <c>statements</c> are given, so that the session policy is the grant's own.</summary>
    public required bool HasStatements { get; init; }

    /// <summary>Credential-vending operations permitted knowingly, as <c>service:Operation</c>, compared without regard to case.</summary>
    public required FrozenSet<string> Vending { get; init; }
}
