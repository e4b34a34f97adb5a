namespace Gateway.Cli.Terminal;

/// <summary>How a command that lists something prints it.</summary>
internal enum OutputFormat
{
    /// <summary>For people.</summary>
    Table,

    /// <summary>For programs; its shape is documented in docs/stsgw.md.</summary>
    Json,
}
