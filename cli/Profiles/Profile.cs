namespace Gateway.Cli.Profiles;

/// <summary>One section of the AWS configuration file.</summary>
/// <param name="Name">The profile's name.</param>
/// <param name="Settings">Its settings, in their order.</param>
internal sealed record Profile(string Name, IReadOnlyList<KeyValuePair<string, string>> Settings)
{
    public string Heading => $"[profile {Name}]";
}
