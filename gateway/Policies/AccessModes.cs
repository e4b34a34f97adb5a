namespace Gateway.Policies;

/// <summary>The modes as the policy file writes them.</summary>
internal static class AccessModes
{
    /// <summary>All modes by name, in the order that lists of them have.</summary>
    public static IReadOnlyList<KeyValuePair<string, AccessMode>> ByName { get; } =
    [
        KeyValuePair.Create("credentials", AccessMode.Credentials),
        KeyValuePair.Create("console", AccessMode.Console),
        KeyValuePair.Create("forward", AccessMode.Forward),
    ];

    /// <summary>The mode of that name; null: there is none.</summary>
    public static AccessMode? Find(string? name)
    {
        foreach (var (known, mode) in ByName)
        {
            if (known == name)
            {
                return mode;
            }
        }

        return null;
    }

    /// <summary>The name of one mode.</summary>
    public static string Name(this AccessMode mode) => ByName.First(pair => pair.Value == mode).Key;

    /// <summary>The names of a set of modes.</summary>
    public static IReadOnlyList<string> Names(this AccessMode modes) =>
        [.. ByName.Where(pair => modes.HasFlag(pair.Value)).Select(pair => pair.Key)];
}
