using Gateway.Cli.Tokens;

namespace Gateway.Cli.Terminal;

/// <summary>Everything that a command sees of the machine that it runs on; tests give it another one.</summary>
internal sealed class CliContext
{
    /// <summary>Reads an environment variable; null where it is not set or empty.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>All environment variables, for the commands that <c>exec</c> starts.</summary>
    public required Func<IReadOnlyDictionary<string, string>> Variables { get; init; }

    public required TextReader In { get; init; }

    /// <summary>Reads a line that a person types, without showing it; only where <see cref="IsInteractive"/>.</summary>
    public required Func<string?> ReadHidden { get; init; }

    public required TextWriter Out { get; init; }

    public required TextWriter Error { get; init; }

    /// <summary>True where a person sits at the terminal and can be asked for a login.</summary>
    public required bool IsInteractive { get; init; }

    /// <summary>True where <see cref="Out"/> is a terminal: tables then fit its width.</summary>
    public required bool OutIsTerminal { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>Where targets and sessions are kept; made with mode 0700 when first written to.</summary>
    public required string ConfigDirectory { get; init; }

    public required string HomeDirectory { get; init; }

    /// <summary>The system's keyring, by the folder that it may use and the name of the target whose session it keeps.</summary>
    public required Func<string, string, ISessionVault> Keyring { get; init; }

    public required ISystemBrowser Browser { get; init; }

    public required HttpClient Http { get; init; }

    /// <summary>How AWS configuration calls this program: its full path, or its bare name where it runs as a .NET tool.</summary>
    public required string ProgramPath { get; init; }

    /// <summary>Prints why a command failed and what to do next.</summary>
    public int Fail(Failure failure)
    {
        Error.WriteLine($"stsgw: {PlainText.Of(failure.Message)}");
        if (failure.Advice is { } advice)
        {
            Error.WriteLine($"       {PlainText.Of(advice)}");
        }

        return (int)failure.Code;
    }
}
