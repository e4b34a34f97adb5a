using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Gateway.Benchmarks.Load.Hosts;

/// <summary>Tells whoever connects how many bytes this process has allocated since it began: the one thing that cannot be seen from outside.</summary>
internal sealed class AllocationReporter : IDisposable
{
    private readonly TcpListener listener;

    public AllocationReporter(int port)
    {
        listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        _ = AnswerAsync();
    }

    public static async Task<long> ReadAsync(int port)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        using var reader = new StreamReader(client.GetStream());
        return long.Parse(await reader.ReadToEndAsync());
    }

    public void Dispose() => listener.Dispose();

    private async Task AnswerAsync()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync();
                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(GC.GetTotalAllocatedBytes().ToString()));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The process ends.
        }
    }
}
