using System.Net.Sockets;
using System.Text;

namespace Gateway.Tests.Limits;

/// <summary>Waits for the server to close a connection.</summary>
internal static class ClosedConnection
{
    /// <summary>What the server sent before.</summary>
    public static async Task<string> WaitAsync(Socket socket, CancellationToken limit)
    {
        var sent = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            while (await socket.ReceiveAsync(buffer, limit) is > 0 and var length)
            {
                sent.Append(Encoding.Latin1.GetString(buffer, 0, length));
            }
        }
        catch (SocketException)
        {
            // A reset is a close as well.
        }

        return sent.ToString();
    }
}
