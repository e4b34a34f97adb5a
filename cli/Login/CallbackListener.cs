using System.Net;
using System.Net.Sockets;
using Gateway.Cli.Terminal;

namespace Gateway.Cli.Login;

/// <summary>
/// A loopback port that a browser comes to: from the issuer with its answer (RFC 8252 section 7.3), or for the console's address. Any program on this
/// machine can reach it, so a request without the awaited state is answered and forgotten: it neither ends the wait nor starts an exchange.
/// </summary>
internal sealed class CallbackListener : IAsyncDisposable
{
    private const string Path = "/callback";

    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stopping = new();

    private readonly TimeProvider _time;

    private CallbackListener(TcpListener listener, TimeProvider time)
    {
        _listener = listener;
        _time = time;
    }

    public Uri RedirectUri => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}{Path}");

    /// <summary>Opens the port.</summary>
    /// <param name="port">The port; 0 for any free one.</param>
    /// <param name="time">Ends connections that say nothing.</param>
    public static Result<CallbackListener> Start(int port, TimeProvider time)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return new CallbackListener(listener, time);
        }
        catch (SocketException e)
        {
            listener.Dispose();
            return new Failure(
                ExitCode.LoginFailed,
                $"Port {port} on 127.0.0.1 cannot be opened for the login's answer: {e.Message}",
                "Leave out --callback-port for any free port, or use --device, which needs none.");
        }
    }

    /// <summary>Waits for the request with this state.</summary>
    public async Task<CallbackConnection> ReceiveAsync(string state, CancellationToken cancellation)
    {
        var found = new TaskCompletionSource<CallbackConnection>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _stopping.Token);
        await using var cancelled = either.Token.Register(() => found.TrySetCanceled(either.Token));
        // Browsers open connections ahead of need and leave them silent: each is served by itself.
        var accepting = AcceptAsync(state, found, either.Token);
        try
        {
            return await found.Task;
        }
        finally
        {
            await either.CancelAsync();
            await accepting;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Dispose();
        _stopping.Dispose();
    }

    private async Task AcceptAsync(string state, TaskCompletionSource<CallbackConnection> found, CancellationToken cancellation)
    {
        try
        {
            while (!found.Task.IsCompleted)
            {
                var client = await _listener.AcceptTcpClientAsync(cancellation);
                _ = ServeAsync(new CallbackConnection(client, _time), state, found);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The login is over.
        }
    }

    private static async Task ServeAsync(CallbackConnection connection, string state, TaskCompletionSource<CallbackConnection> found)
    {
        try
        {
            var target = await connection.ReadTargetAsync();
            if (target?.Split('?', 2) is [Path, var query] && CallbackQuery.StateOf(query) == state)
            {
                connection.Query = $"?{query}";
                if (found.TrySetResult(connection))
                {
                    return;
                }
            }

            await connection.RefuseAsync();
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or SocketException)
        {
            // That connection is gone; others may come.
        }

        await connection.DisposeAsync();
    }
}
