namespace Gateway.Cli.Running;

/// <summary>fish. Within single quotes the backslash and the single quote are escaped by a backslash, and nothing else has a meaning.</summary>
internal sealed class FishSyntax : IShellSyntax
{
    public string? Set(string name, string value) =>
        value.Contains('\0')
            ? null
            : $"set -gx {name} '{value.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("'", @"\'", StringComparison.Ordinal)}'";

    public string Unset(string name) => $"set -e {name}";

    public string Hint(string command) => $"# {command} | source";
}
