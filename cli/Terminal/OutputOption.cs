using System.CommandLine;

namespace Gateway.Cli.Terminal;

/// <summary><c>--output table|json</c>.</summary>
internal sealed class OutputOption : Option<OutputFormat>
{
    public OutputOption()
        : base("--output", "-o")
    {
        Description = "How to print the answer: table or json.";
        HelpName = "table|json";
        DefaultValueFactory = _ => OutputFormat.Table;
    }
}
