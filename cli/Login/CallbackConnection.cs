using System.Net.Sockets;
using System.Text;

namespace Gateway.Cli.Login;

/// <summary>One connection to the loopback port: one GET request, one page.</summary>
internal sealed class CallbackConnection(TcpClient client, TimeProvider time) : ICallback
{
    private const int LongestHead = 16 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly NetworkStream _stream = client.GetStream();

    public string Query { get; set; } = "";

    /// <summary>Whether another user's program is known to be at the other end.</summary>
    public bool IsAnothers => LoopbackPeer.IsAnothers(client.Client);

    /// <summary>The request's target; null where it is no GET, or too long.</summary>
    public async Task<string?> ReadTargetAsync()
    {
        using var limit = new CancellationTokenSource(Patience, time);
        var buffer = new byte[LongestHead];
        var length = 0;
        while (length < buffer.Length)
        {
            var read = await _stream.ReadAsync(buffer.AsMemory(length), limit.Token);
            if (read == 0)
            {
                return null;
            }

            length += read;
            if (buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8) >= 0)
            {
                var line = Encoding.ASCII.GetString(buffer, 0, buffer.AsSpan().IndexOf("\r\n"u8));
                return line.Split(' ') is ["GET", var target, "HTTP/1.1" or "HTTP/1.0"] ? target : null;
            }
        }

        return null;
    }

    public Task AnswerAsync(string page, CancellationToken cancellation) => SendAsync("200 OK", page, cancellation);

    /// <summary>Leads the browser on to another page.</summary>
    public Task RedirectAsync(Uri address, CancellationToken cancellation) => SendAsync($"303 See Other\r\nLocation: {address.AbsoluteUri}", "", cancellation);

    public Task RefuseAsync() => SendAsync("404 Not Found", CallbackPage.Unexpected, CancellationToken.None);

    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task SendAsync(string status, string page, CancellationToken cancellation)
    {
        var body = Encoding.UTF8.GetBytes(page);
        var head =
            $"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {body.Length}\r\nConnection: close\r\n" +
            "Cache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nX-Content-Type-Options: nosniff\r\n" +
            "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'\r\n\r\n";
        try
        {
            using var patience = new CancellationTokenSource(Patience, time);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
            await _stream.WriteAsync(Encoding.ASCII.GetBytes(head), limit.Token);
            await _stream.WriteAsync(body, limit.Token);
            client.Client.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            // The person closed the tab; the login does not depend on it.
        }
    }
}
