namespace Gateway.Cli.Terminal;

/// <summary><c>--output table|json</c>.</summary>
internal sealed class OutputOption : ChoiceOption<OutputFormat>
{
    public OutputOption()
        : base("--output", ["-o"], "table", "json")
    {
        Description = "How to print the answer: table or json.";
        DefaultValueFactory = _ => OutputFormat.Table;
    }
}
