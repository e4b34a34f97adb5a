using System.Net;
using System.Net.Sockets;
using Gateway.Cli.Login;

namespace Gateway.Cli.Tests.Login;

public sealed class LoopbackPeerTests
{
    private static readonly IPEndPoint Here = new(IPAddress.Loopback, 4096);
    private static readonly IPEndPoint There = new(IPAddress.Loopback, 40961);

    [Theory]
    [InlineData("1000", "1000", false)]
    [InlineData("1000", "1001", true)]
    [InlineData("1000", "0", false)]
    [InlineData("0", "1000", true)]
    [InlineData("1000", "?", false)]
    public void Owner_of_the_other_socket_decides(string mine, string theirs, bool isAnothers) =>
        LoopbackPeer.IsAnothers(
            [
                "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode",
                "   0: 0100007F:1000 00000000:0000 0A 00000000:00000000 00:00000000 00000000  4711        0 1 1 0",
                $"   1: 0100007F:A001 0100007F:1000 01 00000000:00000000 00:00000000 00000000  {theirs}        0 2 1 0",
                $"   2: 0100007F:1000 0100007F:A001 01 00000000:00000000 00:00000000 00000000  {mine}        0 3 1 0",
            ],
            Here,
            There).ShouldBe(isAnothers);

    [Fact]
    public void Table_without_the_sockets_tells_nothing() => LoopbackPeer.IsAnothers([], Here, There).ShouldBeFalse();

    [Fact]
    public async Task Ones_own_program_is_not_taken_for_anothers()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = new TcpClient();
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
        using var accepted = await listener.AcceptSocketAsync();

        LoopbackPeer.IsAnothers(accepted).ShouldBeFalse();
    }
}
