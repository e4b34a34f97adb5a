using Gateway.Cli.Terminal;
using Gateway.Cli.Tests.Standins;
using Microsoft.Extensions.Time.Testing;

namespace Gateway.Cli.Tests.Terminal;

/// <summary>A context for parts that need little of one.</summary>
internal sealed class CliContextBuilder
{
    public string? Shell { get; init; }

    public CliContext Build() => new()
    {
        Variable = name => name == "SHELL" ? Shell : null,
        Variables = () => new Dictionary<string, string>(StringComparer.Ordinal),
        In = TextReader.Null,
        ReadHidden = () => null,
        Out = TextWriter.Null,
        Error = TextWriter.Null,
        IsInteractive = false,
        OutIsTerminal = false,
        Time = new FakeTimeProvider(),
        ConfigDirectory = "nowhere",
        HomeDirectory = "nowhere",
        Keyring = (_, target) => new KeyringStandin().Of(target),
        Browser = new BrowserStandin { Present = false },
        Http = new HttpClient(),
        ProgramPath = "stsgw",
    };
}
