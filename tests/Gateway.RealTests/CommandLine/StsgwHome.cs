using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Gateway.RealTests.Aws;
using Gateway.RealTests.Gateways;
using Gateway.RealTests.Parts;
using Shouldly;

namespace Gateway.RealTests.CommandLine;

/// <summary>A person's home folder in which <c>stsgw</c> runs, and where the terminal's links are found.</summary>
internal sealed partial class StsgwHome : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly Scratch _scratch = new();
    private readonly GatewayProcess _gateway;
    private readonly PublishedProgram _stsgw;
    private readonly IReadOnlyDictionary<string, string?> _session;

    private StsgwHome(GatewayProcess gateway, PublishedProgram stsgw, IReadOnlyDictionary<string, string?> session)
    {
        _gateway = gateway;
        _stsgw = stsgw;
        _session = session;
    }

    public string AwsConfigFile => _scratch.PathOf("aws-config");

    /// <summary>Where the session of the only gateway is kept.</summary>
    public string SessionFile => Directory.EnumerateFiles(_scratch.PathOf("stsgw", "sessions"), "*.json").Single();

    /// <summary>A home at a gateway, for the native binary.</summary>
    /// <param name="world">Has the binary.</param>
    /// <param name="gateway">Where people log in.</param>
    /// <param name="session">What the person's session has in its environment; without it there is no keyring.</param>
    public static async Task<StsgwHome> OfAsync(RealWorld world, GatewayProcess gateway, IReadOnlyDictionary<string, string?>? session = null) =>
        new(gateway, await world.Stsgw.RunningAsync(), session ?? new Dictionary<string, string?>());

    /// <summary>The files of this home that hold a text.</summary>
    public IEnumerable<string> FilesWith(string text) =>
        Directory.EnumerateFiles(_scratch.Root, "*", SearchOption.AllDirectories).Where(file => File.ReadAllText(file).Contains(text, StringComparison.Ordinal));

    /// <summary>Makes the access token that is kept look long expired.</summary>
    public async Task ExpireTokenAsync()
    {
        var session = JsonNode.Parse(await File.ReadAllTextAsync(SessionFile))!;
        (session["obtainedAt"], session["expiresAt"]) = (1, 2);
        await File.WriteAllTextAsync(SessionFile, session.ToJsonString());
    }

    /// <summary>Logs in, with a person who follows the link that the terminal shows.</summary>
    public async Task LogInAsync(Func<Uri, Task> person, params string[] arguments)
    {
        // The shell keeps what stsgw says, so that the link can be read while it still waits.
        var terminal = _scratch.PathOf("terminal");
        File.Delete(terminal);
        var login = ShellAsync($"exec stsgw login {_gateway.Address.GetLeftPart(UriPartial.Authority)} {string.Join(' ', arguments)} 2> '{terminal}'");
        var link = await LinkAsync(terminal, login);
        await person(link);
        var result = await login;
        result.ExitCode.ShouldBe(0, await File.ReadAllTextAsync(terminal));
    }

    /// <summary>Runs a command at a terminal, where it may ask the person to follow a link.</summary>
    public async Task<ClientResult> AtTerminalAsync(Func<Uri, Task> person, string command)
    {
        var script = Tool.Require("script", "script", "Install Debian's bsdutils.");
        var terminal = _scratch.PathOf("terminal");
        File.Delete(terminal);
        // A pipe that is never written to nor closed: the person types nothing.
        var running = ShellAsync($"mkfifo keyboard && exec 3<>keyboard && '{script}' -qefc 'stsgw {command}' '{terminal}' <&3");
        await person(await LinkAsync(terminal, running));
        return await running;
    }

    public Task<ClientResult> RunAsync(params string[] arguments) => ClientProcess.RunAsync(_stsgw.Program, arguments, Environment(), _scratch.Root, Patience);

    /// <summary>Runs a line in bash, with <c>stsgw</c> and <c>aws</c> on the PATH.</summary>
    public Task<ClientResult> ShellAsync(string line) =>
        ClientProcess.RunAsync(Tool.Require("bash", "bash", "Install bash."), ["-c", line], Environment(), _scratch.Root, Patience);

    public void Dispose() => _scratch.Dispose();

    private static async Task<Uri> LinkAsync(string terminal, Task<ClientResult> login)
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Patience && !login.IsCompleted; await Task.Delay(200))
        {
            if (File.Exists(terminal) && Link().Match(await File.ReadAllTextAsync(terminal)) is { Success: true } link)
            {
                return new Uri(link.Value);
            }
        }

        throw new InvalidOperationException($"stsgw login showed no link: {await File.ReadAllTextAsync(terminal)}");
    }

    private Dictionary<string, string?> Environment() => AwsSettings.With(
        new Dictionary<string, string?>(_session)
        {
            ["DBUS_SESSION_BUS_ADDRESS"] = _session.GetValueOrDefault("DBUS_SESSION_BUS_ADDRESS"),
            ["STSGW_HOME"] = _scratch.Folder("stsgw"),
            // Opens nothing: the person of the test follows the link.
            ["BROWSER"] = "true",
            ["AWS_CONFIG_FILE"] = AwsConfigFile,
            ["PATH"] = $"{_stsgw.Folder}{Path.PathSeparator}{System.Environment.GetEnvironmentVariable("PATH")}",
        },
        _scratch);

    /// <summary>An authorization request, or the page that has a device's code in it; whole only when its line has ended.</summary>
    [GeneratedRegex(@"https?://\S+(\?user_code=|/auth\?)\S+(?=\s)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();
}
