using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Gateway.Tests.Sharing;

/// <summary>
/// A Redis that keeps strings and no sorted set, forgets nothing by itself, can go away and come back at the same port, and tells what it was asked.
/// </summary>
/// <remarks>https://redis.io/docs/latest/develop/reference/protocol-spec/</remarks>
internal sealed class RedisStandIn : IAsyncDisposable
{
    private const string Nothing = "$-1\r\n";

    private readonly ConcurrentQueue<string> asked = new();
    private readonly ConcurrentBag<TcpClient> clients = [];
    private TcpListener listener = new(IPAddress.Loopback, 0);
    private volatile bool away;

    public RedisStandIn()
    {
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        _ = AcceptAsync(listener);
    }

    public int Port { get; }

    /// <summary>What it keeps, each byte a character.</summary>
    public ConcurrentDictionary<string, string> Strings { get; } = new(StringComparer.Ordinal);

    /// <summary>The names of all commands that were carried out so far.</summary>
    public IReadOnlyList<string> Asked => [.. asked];

    public void GoAway()
    {
        away = true;
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
        away = false;
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
                if (away)
                {
                    client.Dispose();
                    return;
                }

                _ = ServeAsync(client);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
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
                var answer = Answer(name, words);
                asked.Enqueue(name);
                await stream.WriteAsync(Encoding.Latin1.GetBytes(answer));
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or SocketException)
        {
            // It went away, or the client did.
        }
    }

    private string Answer(string name, List<string> words) => name switch
    {
        "CLIENT" => "+OK\r\n",
        "PING" => "+PONG\r\n",
        "ECHO" => Bulk(words[1]),
        "INFO" => Bulk("# Server\r\nredis_version:7.2.0\r\nredis_mode:standalone\r\n# Replication\r\nrole:master\r\n"),
        "SUBSCRIBE" => $"*3\r\n{Bulk("subscribe")}{Bulk(words[1])}:1\r\n",
        "GET" => Strings.TryGetValue(words[1], out var kept) ? Bulk(kept) : Nothing,
        "SET" => !words.Contains("NX") || Strings.TryAdd(words[1], words[2]) ? "+OK\r\n" : Nothing,
        "EVAL" when words[1].Contains("'DEL'", StringComparison.Ordinal) => Tell(words[3], words[4], words[5]),
        "ZSCORE" => Nothing,
        "CONFIG" or "ZRANGEBYSCORE" => "*0\r\n",
        "ZADD" or "EXPIRE" or "PEXPIRE" => ":1\r\n",
        _ => $"-ERR unknown command '{name}'\r\n",
    };

    /// <summary>What the script of renewals does.</summary>
    private string Tell(string key, string marker, string answer)
    {
        if (Strings.TryGetValue(key, out var held) && held != marker)
        {
            return ":0\r\n";
        }

        Strings.TryRemove(key, out _);
        if (answer.Length > 0)
        {
            Strings[key] = answer;
        }

        return ":1\r\n";
    }

    private static string Bulk(string text) => $"${text.Length}\r\n{text}\r\n";
}
