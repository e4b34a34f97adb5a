using Gateway.Cli.Terminal;

namespace Gateway.Cli.Login;

/// <summary>An answer that a person copied from a browser on another machine.</summary>
internal sealed class PastedCallback(string query) : ICallback
{
    public string Query => query;

    public Task AnswerAsync(string page, CancellationToken cancellation) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Reads lines until one holds an answer to our own request; any other is told off.</summary>
    public static async Task<ICallback> ReadAsync(CliContext context, string state, CancellationToken cancellation)
    {
        while (true)
        {
            // Reading a console cannot be cancelled, so the wait for it is. A read that is left behind takes the next line that is typed, and would
            // take it from a command that this process starts: where one is to come, LoginRequest.LeavesInput keeps the login from reading.
            var line = await Task.Run(context.In.ReadLine, cancellation).WaitAsync(cancellation);
            if (line is null)
            {
                await Task.Delay(Timeout.Infinite, cancellation);
            }

            if (Uri.TryCreate(line?.Trim(), UriKind.Absolute, out var address) && CallbackQuery.StateOf(address.Query) == state)
            {
                return new PastedCallback(address.Query);
            }

            await context.Error.WriteLineAsync("That is not the redirect address of this login.");
        }
    }
}
