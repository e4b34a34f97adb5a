using System.Collections.Frozen;

namespace Gateway.Policies.Reading;

/// <summary>The file's <c>accounts</c>.</summary>
internal sealed class AccountTable(IReadOnlyDictionary<string, string> idsByName)
{
    /// <summary>As the file lists them.</summary>
    public IReadOnlyDictionary<string, string> IdsByName => idsByName;

    public FrozenDictionary<string, string> NamesById { get; } =
        idsByName.DistinctBy(pair => pair.Value).ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>The account's id for its name or id; null where it is not listed.</summary>
    public string? Find(string nameOrId) =>
        NamesById.ContainsKey(nameOrId) ? nameOrId : idsByName.GetValueOrDefault(nameOrId);

    /// <summary>Says that an account is not listed, and which one may have been meant.</summary>
    public string Unlisted(string nameOrId) =>
        $"the account '{nameOrId}' is not listed in 'accounts'{(RoleArn.IsAccountId(nameOrId) ? "" : Spelling.Suggest(nameOrId, [.. idsByName.Keys]))}";
}
