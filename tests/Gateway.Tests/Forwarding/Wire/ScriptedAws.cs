using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Gateway.Tests.Hosting;

namespace Gateway.Tests.Forwarding.Wire;

/// <summary>An AWS that does on its side of the connection whatever a test says, broken answers included. It verifies nothing.</summary>
internal sealed class ScriptedAws : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly Func<ScriptedCall, Task> script;
    private readonly Task accepting;
    private int connections;
    private int requests;

    private ScriptedAws(Func<ScriptedCall, Task> script)
    {
        this.script = script;
        listener.Start();
        accepting = AcceptAsync();
    }

    public string Url => "http://" + listener.LocalEndpoint;

    /// <summary>How many connections the gateway opened.</summary>
    public int Connections => Volatile.Read(ref connections);

    /// <summary>How many request heads came.</summary>
    public int Requests => Volatile.Read(ref requests);

    /// <summary>Starts to listen; the script runs once for each connection, when the head of its first request was read.</summary>
    public static ScriptedAws Start(Func<ScriptedCall, Task> script) => new(script);

    /// <summary>A gateway that takes this for S3, DynamoDB and SQS.</summary>
    public Task<TestGateway> StartGatewayAsync(params (string Key, string Value)[] settings) =>
        TestGateway.StartAsync(settings: [("Gateway:Aws:Endpoints:s3", Url), ("Gateway:Aws:Endpoints:dynamodb", Url), ("Gateway:Aws:Endpoints:sqs", Url), .. settings]);

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await accepting; // before the listener stops: one that has stopped is not asked again
        listener.Stop();
        stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                var socket = await listener.AcceptSocketAsync(stopping.Token);
                Interlocked.Increment(ref connections);
                serving.Add(ServeAsync(socket));
            }
        }
        catch (OperationCanceledException)
        {
        }

        await Task.WhenAll(serving);
    }

    private async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            var call = new ScriptedCall(socket, () => Interlocked.Increment(ref requests), stopping.Token);
            try
            {
                if (await call.ReadHeadAsync())
                {
                    await script(call);
                }
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
            {
            }
        }
    }

    /// <summary>One connection, whose request head was read.</summary>
    internal sealed class ScriptedCall(Socket socket, Action onHead, CancellationToken stopping)
    {
        private readonly List<byte> read = [];

        /// <summary>Request line and headers.</summary>
        public string Head { get; private set; } = "";

        public CancellationToken Stopping => stopping;

        /// <summary>Reads the head of the next request; false where the connection has ended.</summary>
        public async Task<bool> ReadHeadAsync()
        {
            int length;
            while ((length = Encoding.Latin1.GetString(read.ToArray()).IndexOf("\r\n\r\n", StringComparison.Ordinal)) < 0)
            {
                if (!await ReadMoreAsync())
                {
                    return false;
                }
            }

            Head = Encoding.Latin1.GetString(read.ToArray(), 0, length);
            read.RemoveRange(0, length + 4);
            onHead();
            return true;
        }

        /// <summary>Reads so many bytes of the body; false where the connection ends before.</summary>
        public async Task<bool> ReadBodyAsync(int count)
        {
            while (read.Count < count)
            {
                if (!await ReadMoreAsync())
                {
                    return false;
                }
            }

            read.RemoveRange(0, count);
            return true;
        }

        /// <summary>Reads the body that Content-Length declares.</summary>
        public Task<bool> ReadBodyAsync() => ReadBodyAsync(int.Parse(
            Head.Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))?[15..] ?? "0",
            CultureInfo.InvariantCulture));

        /// <summary>Reads until the gateway hangs up.</summary>
        public async Task ReadToEndAsync()
        {
            while (await ReadMoreAsync())
            {
                read.Clear();
            }
        }

        public async Task SendAsync(string text) => await socket.SendAsync(Encoding.Latin1.GetBytes(text), stopping);

        /// <summary>Ends the connection with a reset.</summary>
        public void Reset()
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
            socket.Close();
        }

        /// <summary>Ends the connection in order.</summary>
        public void Close() => socket.Close();

        private async Task<bool> ReadMoreAsync()
        {
            var buffer = new byte[16 * 1024];
            try
            {
                var count = await socket.ReceiveAsync(buffer, stopping);
                read.AddRange(buffer.AsSpan(0, count));
                return count > 0;
            }
            catch (SocketException)
            {
                return false;
            }
        }
    }
}
