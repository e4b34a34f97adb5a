using System.CommandLine;

namespace Gateway.Cli.Terminal;

/// <summary>An option that takes one of a few words.</summary>
internal class ChoiceOption<T> : Option<T>
{
    public ChoiceOption(string name, string[] aliases, params string[] words)
        : base(name, aliases)
    {
        HelpName = string.Join('|', words);
        this.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, words);
        // Else TAB would offer the enumeration's own, capitalized names.
        CompletionSources.Clear();
        CompletionSources.Add(words);
    }
}
