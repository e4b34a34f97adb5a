using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Gateway.RealTests.Parts;
using Shouldly;

namespace Gateway.RealTests.Replicas;

/// <summary>
/// A Redis that keeps nothing on disk: after it was killed it begins empty. Gateways may ask of it what docs/operations.md says that they need, and nothing else.
/// </summary>
internal sealed partial class RedisServer : IAsyncDisposable
{
    private const string Password = "example-only-redis-password";

    private readonly Scratch _scratch = new();
    private readonly int _port = LoopbackPort.Next();
    private readonly string _program;
    private ServerProcess? _process;

    private RedisServer(string program) => _program = program;

    /// <summary>What <c>Gateway:Redis</c> is set to.</summary>
    public string Connection => $"127.0.0.1:{_port},user=gateway,password={Password}";

    public static string? Find() => Tool.OnPath("redis-server");

    public static async Task<RedisServer> StartAsync()
    {
        var server = new RedisServer(Tool.Require("redis-server", "Redis", "Install redis-server."));
        await server.StartAgainAsync();
        return server;
    }

    public async Task StartAgainAsync()
    {
        string[] commands = [.. Words().Matches(Needed().Match(await File.ReadAllTextAsync(Repository.PathOf("docs", "operations.md"))).Value).Select(word => $"+{word.Value.ToLowerInvariant()}")];
        commands.Length.ShouldBeGreaterThan(10);
        _process = ServerProcess.Start(
            "Redis",
            _program,
            [
                "--bind", "127.0.0.1", "--port", $"{_port}", "--save", "", "--appendonly", "no", "--dir", _scratch.Root,
                "--user", "gateway", "on", $">{Password}", "~{gateway:*", "&{gateway:*", "-@all", .. commands,
            ],
            new Dictionary<string, string?>(),
            _scratch.Root);
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync("127.0.0.1", _port);
                return;
            }
            catch (SocketException) when (attempt < 100)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100));
            }
        }
    }

    /// <summary>Empties it while all stay connected.</summary>
    public async Task ForgetAllAsync() => (await AskAsync("FLUSHALL")).ShouldBe("+OK");

    /// <summary>The numbers of the databases in which anything is kept.</summary>
    public async Task<IReadOnlyList<int>> UsedDatabasesAsync()
    {
        var used = new List<int>();
        for (var database = 0; database < 16; database++)
        {
            if (await AskAsync($"SELECT {database}", "DBSIZE") != ":0")
            {
                used.Add(database);
            }
        }

        return used;
    }

    /// <summary>Ends it without a word, as a machine does that goes away.</summary>
    public async Task KillAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _scratch.Dispose();
    }

    /// <summary>Each asked by a user who may do everything; the answer to the last.</summary>
    private async Task<string?> AskAsync(params IEnumerable<string> commands)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", _port);
        using var reader = new StreamReader(client.GetStream());
        string? answer = null;
        foreach (var command in commands)
        {
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"{command}\r\n"));
            answer = await reader.ReadLineAsync();
        }

        return answer;
    }

    [GeneratedRegex("(?<=It needs the commands )[^;]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Needed();

    [GeneratedRegex("[A-Z]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Words();
}
