using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Gateway.Tests.Revocations;

/// <summary>
/// A Redis that keeps nothing, can go away and come back at the same port, and tells what it was asked.
/// </summary>
/// <remarks>https://redis.io/docs/latest/develop/reference/protocol-spec/</remarks>
internal sealed class EmptyRedis : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> asked = new();
    private readonly ConcurrentBag<TcpClient> clients = [];
    private TcpListener listener = new(IPAddress.Loopback, 0);

    public EmptyRedis()
    {
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        _ = AcceptAsync(listener);
    }

    public int Port { get; }

    /// <summary>The names of all commands so far.</summary>
    public IReadOnlyList<string> Asked => [.. asked];

    public void GoAway()
    {
        listener.Stop();
        while (clients.TryTake(out var client))
        {
            client.Dispose();
        }
    }

    public void ComeBack()
    {
        listener = new TcpListener(IPAddress.Loopback, Port);
        listener.Start();
        _ = AcceptAsync(listener);
    }

    public ValueTask DisposeAsync()
    {
        GoAway();
        return ValueTask.CompletedTask;
    }

    private async Task AcceptAsync(TcpListener accepting)
    {
        try
        {
            while (true)
            {
                var client = await accepting.AcceptTcpClientAsync();
                clients.Add(client);
                _ = ServeAsync(client);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It went away.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            await using var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.Latin1);
            while (await reader.ReadLineAsync() is { } header)
            {
                var words = new List<string>();
                for (var i = int.Parse(header.AsSpan(1), CultureInfo.InvariantCulture); i > 0; i--)
                {
                    var length = int.Parse((await reader.ReadLineAsync()).AsSpan(1), CultureInfo.InvariantCulture);
                    var word = new char[length + 2];
                    await reader.ReadBlockAsync(word);
                    words.Add(new string(word, 0, length));
                }

                var name = words[0].ToUpperInvariant();
                asked.Enqueue(name);
                await stream.WriteAsync(Encoding.Latin1.GetBytes(Answer(name, words)));
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or SocketException)
        {
            // It went away, or the client did.
        }
    }

    private static string Answer(string name, List<string> words) => name switch
    {
        "CLIENT" => "+OK\r\n",
        "PING" => "+PONG\r\n",
        "ECHO" => Bulk(words[1]),
        "INFO" => Bulk("# Server\r\nredis_version:7.2.0\r\nredis_mode:standalone\r\n# Replication\r\nrole:master\r\n"),
        "SUBSCRIBE" => $"*3\r\n{Bulk("subscribe")}{Bulk(words[1])}:1\r\n",
        "GET" or "ZSCORE" => "$-1\r\n",
        "CONFIG" or "ZRANGEBYSCORE" => "*0\r\n",
        "ZADD" or "EXPIRE" or "PEXPIRE" => ":1\r\n",
        _ => $"-ERR unknown command '{name}'\r\n",
    };

    private static string Bulk(string text) => $"${text.Length}\r\n{text}\r\n";
}
