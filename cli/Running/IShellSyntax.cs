namespace Gateway.Cli.Running;

/// <summary>How a shell is told to set and to drop environment variables, whatever characters a value holds.</summary>
internal interface IShellSyntax
{
    /// <summary>Sets a variable.</summary>
    /// <returns>The line; null where this shell cannot be given that value safely.</returns>
    string? Set(string name, string value);

    string Unset(string name);

    /// <summary>The line that a person types to run all others, as a comment; null where the shell has no such thing.</summary>
    string? Hint(string command);
}
