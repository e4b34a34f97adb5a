using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Gateway.Policies.Sessions;

/// <summary>A grant's <c>assume</c> and <c>statements</c> with the file's defaults filled in: makes the session for one caller.</summary>
internal sealed class SessionRule
{
    public required RoleArnTemplate RoleArn { get; init; }

    /// <summary>The accounts that a role may be in, their names by id.</summary>
    public required FrozenDictionary<string, string> Accounts { get; init; }

    public required ClaimTemplate SessionName { get; init; }

    public ClaimTemplate? SourceIdentity { get; init; }

    /// <summary>Sorted by key.</summary>
    public required IReadOnlyList<KeyValuePair<string, ClaimTemplate>> Tags { get; init; }

    /// <summary>Sorted.</summary>
    public required IReadOnlyList<string> TransitiveTags { get; init; }

    public string? SessionPolicy { get; init; }

    public required TimeSpan Duration { get; init; }

    public string? ExternalId { get; init; }

    /// <summary>The role for captured values, if it is one in an account that counts.</summary>
    public bool TryRole(IReadOnlyList<string> captured, [NotNullWhen(true)] out RoleArn? arn, [NotNullWhen(false)] out string? problem)
    {
        if (!RoleArn.TryFill(captured, out arn, out _))
        {
            problem = "What is captured from the role's name makes no valid role ARN; whoever keeps the roles at the issuer can rename it.";
        }
        else if (!Accounts.ContainsKey(arn.AccountId))
        {
            problem = "The account captured from the role's name is none that the policy lists for this grant; whoever keeps the policy can list it.";
        }
        else
        {
            problem = null;
        }

        return problem is null;
    }

    /// <summary>The session for a caller's claims; every text in it is one that STS takes.</summary>
    public bool TrySession(
        JsonElement claims, RoleArn arn, [NotNullWhen(true)] out RoleSession? session, [NotNullWhen(false)] out string? problem)
    {
        session = null;
        string? sourceIdentity = null;
        if (!SessionName.TryFill(claims, out var name, out problem))
        {
            problem = $"The session name {problem}. {Remedy}";
            return false;
        }

        if (SourceIdentity is not null && !SourceIdentity.TryFill(claims, out sourceIdentity, out problem))
        {
            problem = $"The source identity {problem}. {Remedy}";
            return false;
        }

        var tags = new SessionTag[Tags.Count];
        for (var i = 0; i < tags.Length; i++)
        {
            if (!Tags[i].Value.TryFill(claims, out var value, out problem))
            {
                problem = $"The tag '{Tags[i].Key}' {problem}. {Remedy}";
                return false;
            }

            tags[i] = new SessionTag(Tags[i].Key, value);
        }

        session = new RoleSession
        {
            RoleArn = arn,
            SessionName = name,
            SourceIdentity = sourceIdentity,
            Tags = tags,
            TransitiveTags = TransitiveTags,
            SessionPolicy = SessionPolicy,
            Duration = Duration,
            ExternalId = ExternalId,
        };
        return true;
    }

    private const string Remedy = "Whoever keeps the policy or the issuer's mappers can mend it.";
}
