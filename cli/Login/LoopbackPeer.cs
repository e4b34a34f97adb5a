using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Gateway.Cli.Login;

/// <summary>Whose program is at the other end of a loopback connection, where the system tells: Linux's <c>/proc/net/tcp</c> names each socket's owner.</summary>
internal static class LoopbackPeer
{
    private const string Sockets = "/proc/net/tcp";

    /// <summary>Whether the other end is known to belong to another user of this machine, root aside.</summary>
    public static bool IsAnothers(Socket socket)
    {
        if (!OperatingSystem.IsLinux() || socket is not { LocalEndPoint: IPEndPoint here, RemoteEndPoint: IPEndPoint there })
        {
            return false;
        }

        try
        {
            return IsAnothers(File.ReadAllLines(Sockets), here, there);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>The same, by the lines of the table.</summary>
    internal static bool IsAnothers(IReadOnlyList<string> sockets, IPEndPoint here, IPEndPoint there) =>
        Owner(sockets, here, there) is { } mine && Owner(sockets, there, here) is { } theirs && theirs != 0 && theirs != mine;

    private static uint? Owner(IEnumerable<string> sockets, IPEndPoint local, IPEndPoint remote) =>
        sockets
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            // Number, local address, remote address, state, queues, timer, retransmissions, owner.
            .Where(columns => columns.Length > 7 && columns[1] == Written(local) && columns[2] == Written(remote))
            .Select(columns => uint.TryParse(columns[7], CultureInfo.InvariantCulture, out var owner) ? owner : (uint?)null)
            .FirstOrDefault();

    private static string Written(IPEndPoint end) => $"{BitConverter.ToUInt32(end.Address.GetAddressBytes()):X8}:{end.Port:X4}";
}
