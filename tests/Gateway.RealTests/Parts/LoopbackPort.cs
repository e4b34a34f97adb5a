using System.Net;
using System.Net.Sockets;

namespace Gateway.RealTests.Parts;

/// <summary>
/// Ports of 127.0.0.1 for programs that are told theirs. Each is given out once, and from below those that the system gives out by itself (32768 and up on Linux): one
/// that is bound minutes later, or again after its program was killed, is nobody else's by then.
/// </summary>
internal static class LoopbackPort
{
    private const int First = 20_000;
    private const int End = 32_768;

    // Not from the first: another run beside this one would be given the same.
    private static int next = Random.Shared.Next(End - First);

    /// <summary>A port that was free a moment ago.</summary>
    public static int Next()
    {
        for (var tries = First; tries < End; tries++)
        {
            var port = First + (Interlocked.Increment(ref next) % (End - First));
            if (CanBind(port))
            {
                return port;
            }
        }

        throw new InvalidOperationException($"No port between {First} and {End} is free.");
    }

    private static bool CanBind(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Any, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
