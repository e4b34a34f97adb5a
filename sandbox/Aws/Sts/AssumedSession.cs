using Gateway.Sandbox.Aws.Policies;

namespace Gateway.Sandbox.Aws.Sts;

/// <summary>A session that the stand-in's STS handed out.</summary>
internal sealed record AssumedSession
{
    public required string AccessKeyId { get; init; }

    public required string RoleArn { get; init; }

    public required string RoleSessionName { get; init; }

    public required DateTimeOffset Expiration { get; init; }

    /// <summary>Whether another session's credentials asked for it (role chaining).</summary>
    public bool Chained { get; init; }

    public string? SourceIdentity { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What narrows the role for this session.</summary>
    public SessionPolicy? Policy { get; init; }

    public string AccountId => RoleArn.Split(':')[4];

    /// <summary>arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION</summary>
    public string Arn => $"arn:{RoleArn.Split(':')[1]}:sts::{AccountId}:assumed-role/{RoleArn.Split('/')[^1]}/{RoleSessionName}";
}
