using Gateway.RealTests.Parts;

namespace Gateway.RealTests.CommandLine;

/// <summary>A person's desktop session as far as a keyring goes: a session bus, and GNOME's keyring on it, unlocked.</summary>
internal sealed class Keyring : IAsyncDisposable
{
    private const int Attempts = 100;

    private readonly Scratch _scratch = new();
    private readonly List<ServerProcess> _processes = [];

    /// <summary>What programs of the session find in their environment.</summary>
    public Dictionary<string, string?> Environment => new()
    {
        ["DBUS_SESSION_BUS_ADDRESS"] = $"unix:path={_scratch.PathOf("bus")}",
        ["XDG_RUNTIME_DIR"] = _scratch.Folder("run"),
    };

    public static string? Find() => Tool.OnPath("gnome-keyring-daemon");

    public static async Task<Keyring> StartAsync()
    {
        var bus = Tool.Require("dbus-daemon", "D-Bus", "Install Debian's dbus-daemon.");
        var daemon = Tool.Require("gnome-keyring-daemon", "GNOME keyring", "Install Debian's gnome-keyring.");
        var bash = Tool.Require("bash", "bash", "Install bash.");
        var keyring = new Keyring();
        try
        {
            keyring.Start("D-Bus", bus, "--session", "--nofork", $"--address=unix:path={keyring._scratch.PathOf("bus")}");
            await keyring.UntilAsync(() => Task.FromResult(File.Exists(keyring._scratch.PathOf("bus"))));
            keyring.Start("GNOME keyring", bash, "-c", $"printf password | exec '{daemon}' --unlock --foreground --components=secrets");
            await keyring.UntilAsync(keyring.AnswersAsync);
            return keyring;
        }
        catch
        {
            await keyring.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in Enumerable.Reverse(_processes))
        {
            await process.DisposeAsync();
        }

        _scratch.Dispose();
    }

    private Dictionary<string, string?> WithHome() => new(Environment) { ["HOME"] = _scratch.Folder("home") };

    private void Start(string name, string program, params string[] arguments) =>
        _processes.Add(ServerProcess.Start(name, program, arguments, WithHome(), _scratch.Root));

    private async Task<bool> AnswersAsync()
    {
        var asked = await ClientProcess.RunAsync(
            Tool.Require("dbus-send", "D-Bus", "Install Debian's dbus-bin."),
            ["--session", "--print-reply", "--dest=org.freedesktop.DBus", "/", "org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.secrets"],
            WithHome(),
            _scratch.Root);
        return asked.Output.Contains("boolean true", StringComparison.Ordinal);
    }

    private async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (var attempt = 0; !await holds(); attempt++)
        {
            if (attempt == Attempts)
            {
                throw new TimeoutException(string.Join('\n', _processes.Select(process => process.Output)));
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }
    }
}
