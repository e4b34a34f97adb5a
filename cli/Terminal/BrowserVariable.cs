using System.CommandLine.Parsing;

namespace Gateway.Cli.Terminal;

/// <summary>Reads <c>$BROWSER</c> as xdg-open and Python's webbrowser do. No shell has a part in it: an address stays one word.</summary>
internal static class BrowserVariable
{
    private const string Placeholder = "%s";

    /// <summary>The commands to try in turn, each a program and its arguments.</summary>
    /// <param name="value">Commands between path separators. <c>%s</c> in an argument stands for the address, which else is the last one.</param>
    /// <param name="address">What they are to open.</param>
    public static IEnumerable<IReadOnlyList<string>> Commands(string value, Uri address) =>
        value.Split(Path.PathSeparator).Select(Words).Where(words => words.Count > 0).Select(words => With(words, address.AbsoluteUri));

    // A program whose path has a space in it needs no quotes.
    private static List<string> Words(string command) => File.Exists(command) ? [command] : [.. CommandLineParser.SplitCommandLine(command)];

    private static List<string> With(List<string> words, string address)
    {
        var arguments = words.Skip(1).ToList();
        return arguments.Exists(argument => argument.Contains(Placeholder, StringComparison.Ordinal))
            ? [words[0], .. arguments.Select(argument => argument.Replace(Placeholder, address, StringComparison.Ordinal))]
            : [.. words, address];
    }
}
