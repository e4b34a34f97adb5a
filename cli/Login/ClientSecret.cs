using Gateway.Cli.Terminal;

namespace Gateway.Cli.Login;

/// <summary>A client's secret, as one line on standard input.</summary>
internal static class ClientSecret
{
    /// <summary>Reads the line, which a person at a terminal is asked for and does not see; null where there is none.</summary>
    public static async Task<string?> ReadAsync(CliContext context, string clientId, CancellationToken cancellation)
    {
        if (!context.IsInteractive)
        {
            return await context.In.ReadLineAsync(cancellation);
        }

        await context.Error.WriteAsync($"Secret of {PlainText.Of(clientId)} (not shown): ");
        try
        {
            // Reading a terminal cannot be cancelled, so the wait for it is.
            return await Task.Run(context.ReadHidden, cancellation).WaitAsync(cancellation);
        }
        finally
        {
            await context.Error.WriteLineAsync();
        }
    }
}
