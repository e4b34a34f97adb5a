using Spectre.Console;

namespace Gateway.Cli.Terminal;

/// <summary>Prints rows for people. In a pipe the table is as wide as its content, so that no ARN is broken.</summary>
internal static class TableOutput
{
    private const int PipeWidth = 1000;

    public static void Write(CliContext context, IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows)
    {
        var table = new Table { Border = TableBorder.Simple, ShowHeaders = headings.Any(h => h.Length > 0) };
        foreach (var heading in headings)
        {
            table.AddColumn(new TableColumn(new Text(heading)));
        }

        foreach (var row in rows)
        {
            table.AddRow(row.Select(cell => new Text(PlainText.Of(cell))));
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(context.Out),
            Ansi = context.OutIsTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            Interactive = InteractionSupport.No,
        });
        if (!context.OutIsTerminal)
        {
            console.Profile.Width = PipeWidth;
        }

        console.Write(table);
    }
}
