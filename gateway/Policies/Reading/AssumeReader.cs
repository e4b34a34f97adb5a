using System.Collections.Frozen;
using Gateway.Policies.Conditions;
using Gateway.Policies.Sessions;

namespace Gateway.Policies.Reading;

/// <summary>Reads an <c>assume</c>.</summary>
internal sealed class AssumeReader(ShapeReader shapes, AccountTable accounts, SessionDefaults defaults)
{
    private static readonly string[] Keys =
        ["roleArn", "accounts", "duration", "sessionName", "sourceIdentity", "tags", "transitiveTags", "externalId"];

    private readonly SessionTextReader texts = new(shapes);
    private readonly TagsReader tags = new(shapes);

    /// <summary>Reads the session; null with a problem where it names no role.</summary>
    /// <param name="place">The <c>assume</c>.</param>
    /// <param name="when">The same grant's conditions, which may capture.</param>
    /// <param name="sessionPolicy">The same grant's statements, written out.</param>
    public SessionRule? Read(Place place, ConditionSet when, string? sessionPolicy)
    {
        if (shapes.Map(place, Keys, "roleArn") is not { } entries)
        {
            return null;
        }

        var allowed = entries.TryGetValue("accounts", out var listed) ? Accounts(listed) : accounts.NamesById;
        var roleArn = entries.TryGetValue("roleArn", out var arn) ? RoleArnAt(arn, when.Capture?.Names ?? [], allowed, entries.ContainsKey("accounts")) : null;
        var tagsByKey = tags.Read(entries);
        var rule = new
        {
            Duration = texts.Duration(entries, defaults.Duration),
            SessionName = texts.SessionName(entries, defaults.SessionName),
            SourceIdentity = texts.SourceIdentity(entries, defaults.SourceIdentity),
            ExternalId = entries.TryGetValue("externalId", out var externalId) ? shapes.Text(externalId, TextShape.ExternalId) : null,
            Transitive = tags.Transitive(entries),
        };
        return roleArn is null ? null : new SessionRule
        {
            RoleArn = roleArn,
            Accounts = allowed,
            SessionName = rule.SessionName,
            SourceIdentity = rule.SourceIdentity,
            Tags = tagsByKey,
            TransitiveTags = rule.Transitive,
            SessionPolicy = sessionPolicy,
            Duration = rule.Duration,
            ExternalId = rule.ExternalId,
        };
    }

    private FrozenDictionary<string, string> Accounts(Place place)
    {
        var allowed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var item in shapes.List(place))
        {
            if (shapes.Text(item, TextShape.Account) is not { } text)
            {
                continue;
            }

            if (accounts.Find(text) is { } id)
            {
                allowed[id] = accounts.NamesById[id];
            }
            else
            {
                shapes.Problems.Add(item, PolicyRule.UnlistedAccount, accounts.Unlisted(text));
            }
        }

        return allowed.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private RoleArnTemplate? RoleArnAt(Place place, IReadOnlyList<string> captures, FrozenDictionary<string, string> allowed, bool narrowed)
    {
        if (!shapes.TryText(place, TextShape.RoleArn.Words, out var text))
        {
            return null;
        }

        if (RoleArnTemplate.TryParse(text, captures, out var problem) is not { } template)
        {
            shapes.Problems.Add(place, TextShape.RoleArn.Fits(text) ? PolicyRule.RoleArn : PolicyRule.Shape, problem!);
            return null;
        }

        if (template.LiteralAccount is { } account && !allowed.ContainsKey(account))
        {
            var listed = narrowed && accounts.NamesById.ContainsKey(account);
            shapes.Problems.Add(
                place, PolicyRule.UnlistedAccount, listed ? $"the account '{account}' is none of 'assume.accounts'" : accounts.Unlisted(account));
        }

        return template;
    }
}
