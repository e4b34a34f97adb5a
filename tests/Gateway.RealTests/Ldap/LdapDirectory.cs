using System.Diagnostics;
using System.Net.Sockets;
using Gateway.RealTests.Parts;

namespace Gateway.RealTests.Ldap;

/// <summary>OpenLDAP with the configuration and the people of <c>keycloak/ldap</c>.</summary>
internal sealed class LdapDirectory : IAsyncDisposable
{
    private const string Remedy = "Install slapd (Debian: slapd).";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Scratch _scratch;
    private readonly ServerProcess _process;

    private LdapDirectory(Scratch scratch, ServerProcess process, Uri address)
    {
        _scratch = scratch;
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    public static string? Find() => Tool.OnPath("slapadd") is null ? null : Tool.OnPath("slapd");

    public static async Task<LdapDirectory> StartAsync()
    {
        var slapadd = Tool.Require("slapadd", "OpenLDAP", Remedy);
        var slapd = Tool.Require("slapd", "OpenLDAP", Remedy);
        var scratch = new Scratch();
        var shipped = await File.ReadAllTextAsync(Repository.PathOf("keycloak", "ldap", "slapd.conf"));
        var configuration = scratch.Write("slapd.conf", shipped.Replace("/var/lib/ldap-example", scratch.Folder("data"), StringComparison.Ordinal));
        var people = Repository.PathOf("keycloak", "ldap", "users.ldif");
        (await ClientProcess.RunAsync(slapadd, ["-f", configuration, "-l", people], new Dictionary<string, string?>(), scratch.Root)).ShouldSucceed();

        var address = new Uri($"ldap://127.0.0.1:{LoopbackPort.Next()}");
        var process = ServerProcess.Start(
            "slapd", slapd, ["-f", configuration, "-h", address.OriginalString, "-d", "0"], new Dictionary<string, string?>(), scratch.Root);
        var directory = new LdapDirectory(scratch, process, address);
        return await directory.OnceAsync(directory.ListensAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _scratch.Dispose();
    }

    private async Task ListensAsync()
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Patience; await Task.Delay(100))
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(Address.Host, Address.Port);
                return;
            }
            catch (SocketException)
            {
                // Not yet.
            }
        }

        throw new TimeoutException($"slapd does not listen at {Address} after {Patience}.\n{_process.Output}");
    }
}
