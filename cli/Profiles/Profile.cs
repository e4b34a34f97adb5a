namespace Gateway.Cli.Profiles;

/// <summary>One section of the AWS configuration file.</summary>
/// <param name="Name">The profile's name.</param>
/// <param name="Settings">Its settings, in their order. A nested one begins with two spaces and follows one without a value.</param>
internal sealed record Profile(string Name, IReadOnlyList<KeyValuePair<string, string>> Settings)
{
    /// <summary><c>profile</c>, <c>sso-session</c> or <c>services</c>.</summary>
    public string Type { get; init; } = "profile";

    public bool IsProfile => Type == "profile";

    public string Heading => $"[{Type} {Name}]";
}
