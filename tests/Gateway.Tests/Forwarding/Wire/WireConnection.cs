using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Gateway.Tests.Forwarding.Wire;

/// <summary>A client of the gateway that sends bytes as a test wrote them, and reads what comes back.</summary>
internal sealed class WireConnection : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Socket socket;
    private readonly byte[] buffer = new byte[16 * 1024];
    private int start;
    private int end;
    private bool closed;

    private WireConnection(Socket socket) => this.socket = socket;

    public static async Task<WireConnection> OpenAsync(string url)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPEndPoint.Parse(new Uri(url).Authority));
        return new WireConnection(socket);
    }

    /// <summary>Sends one request on a connection of its own and reads one answer; null where the connection ends without one.</summary>
    public static async Task<WireAnswer?> ExchangeAsync(string url, byte[] request)
    {
        using var connection = await OpenAsync(url);
        await connection.SendAsync(request);
        return await connection.ReadAsync();
    }

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            while (!bytes.IsEmpty)
            {
                bytes = bytes[await socket.SendAsync(bytes)..];
            }
        }
        catch (SocketException)
        {
            // The gateway has hung up; what it answered, if anything, is still to be read.
        }
    }

    public Task SendAsync(string text) => SendAsync(Encoding.Latin1.GetBytes(text));

    /// <summary>Says that no more will come.</summary>
    public void Finish()
    {
        try
        {
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
        }
    }

    /// <summary>Goes away with a reset, as a process that is killed.</summary>
    public void Reset()
    {
        if (!closed)
        {
            closed = true;
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
            socket.Close();
        }
    }

    /// <summary>The next answer, interim ones left out; null where the connection ends before one began.</summary>
    /// <exception cref="TimeoutException">Nothing came for a minute: the gateway hangs.</exception>
    public async Task<WireAnswer?> ReadAsync()
    {
        WireAnswer? answer;
        do
        {
            answer = await ReadAnyAsync();
        }
        while (answer is { Status: >= 100 and < 200 });

        return answer;
    }

    /// <summary>The next answer, an interim one too.</summary>
    public async Task<WireAnswer?> ReadAnyAsync()
    {
        var head = new StringBuilder();
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await ReadLineAsync() is not { } line)
            {
                return null;
            }

            head.Append(line);
        }

        var text = head.ToString();
        var answer = new WireAnswer(int.Parse(text.AsSpan(9, 3), CultureInfo.InvariantCulture), text, [], IsWhole: true);
        if (answer.Status is 204 or 304 or < 200)
        {
            return answer;
        }

        var body = new MemoryStream();
        var isWhole = answer.Header("Transfer-Encoding") is not null
            ? await ReadChunksAsync(body)
            : answer.Header("Content-Length") is { } length
                ? await CopyAsync(body, long.Parse(length, CultureInfo.InvariantCulture))
                : await CopyAsync(body, long.MaxValue) || answer.Closes;
        return answer with { Body = body.ToArray(), IsWhole = isWhole };
    }

    /// <summary>The next line of the answer, its end included; null at the end of the connection.</summary>
    public async Task<string?> ReadLineAsync()
    {
        var line = new StringBuilder();
        while (true)
        {
            if (start == end && !await FillAsync())
            {
                return null;
            }

            var feed = buffer.AsSpan(start..end).IndexOf((byte)'\n');
            var taken = feed < 0 ? end - start : feed + 1;
            line.Append(Encoding.Latin1.GetString(buffer, start, taken));
            start += taken;
            if (feed >= 0)
            {
                return line.ToString();
            }
        }
    }

    public void Dispose() => Reset();

    private async Task<bool> ReadChunksAsync(MemoryStream body)
    {
        while (await ReadLineAsync() is { } line)
        {
            var size = long.Parse(line.AsSpan().TrimEnd(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (size > 0 && !await CopyAsync(body, size))
            {
                return false;
            }

            if (await ReadLineAsync() is null)
            {
                return false;
            }

            if (size == 0)
            {
                return true;
            }
        }

        return false;
    }

    private async Task<bool> CopyAsync(MemoryStream body, long count)
    {
        while (count > 0)
        {
            if (start == end && !await FillAsync())
            {
                return false;
            }

            var taken = (int)Math.Min(count, end - start);
            body.Write(buffer, start, taken);
            start += taken;
            count -= taken;
        }

        return true;
    }

    private async Task<bool> FillAsync()
    {
        try
        {
            using var limit = new CancellationTokenSource(Patience);
            (start, end) = (0, await socket.ReceiveAsync(buffer, limit.Token));
            return end > 0;
        }
        catch (SocketException)
        {
            return false;
        }
        catch (OperationCanceledException late)
        {
            throw new TimeoutException("The gateway neither answered nor hung up.", late);
        }
    }
}
