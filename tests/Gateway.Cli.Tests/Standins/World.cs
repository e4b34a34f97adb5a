using Gateway.Cli.Terminal;
using Microsoft.Extensions.Time.Testing;

namespace Gateway.Cli.Tests.Standins;

/// <summary>A machine with an issuer and a gateway in reach, on which stsgw is run.</summary>
internal sealed class World : IAsyncDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("stsgw-test-");

    private World(FakeTimeProvider time)
    {
        Time = time;
        Issuer = new IssuerStandin(time);
    }

    public static DateTimeOffset Start { get; } = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    public FakeTimeProvider Time { get; }

    public IssuerStandin Issuer { get; }

    public GatewayStandin Gateway { get; private set; } = null!;

    public BrowserStandin Browser { get; } = new();

    public KeyringStandin Keyring { get; } = new();

    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal) { ["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "" };

    public bool Interactive { get; set; }

    public bool OutIsTerminal { get; set; }

    public TextReader In { get; set; } = TextReader.Null;

    /// <summary>What the person types where it is not shown.</summary>
    public TextReader Hidden { get; set; } = TextReader.Null;

    public HttpClient Http { get; set; } = ProcessContext.CreateHttpClient();

    public string Home => _home.FullName;

    public string ConfigDirectory => Path.Combine(Home, "config");

    public string Url => Gateway.Address.GetLeftPart(UriPartial.Authority);

    public string TargetsFile => Path.Combine(ConfigDirectory, "targets.json");

    public string SessionFile => Path.Combine(ConfigDirectory, "sessions", "127.0.0.1.json");

    public static async Task<World> CreateAsync(FakeTimeProvider? time = null)
    {
        var world = new World(time ?? new FakeTimeProvider(Start));
        await world.Issuer.StartAsync();
        world.Gateway = new GatewayStandin(world.Issuer);
        await world.Gateway.StartAsync();
        return world;
    }

    public static async Task<World> LoggedInAsync()
    {
        var world = await CreateAsync();
        var login = await world.RunAsync("login", world.Url);
        login.Code.ShouldBe(0, login.Error);
        return world;
    }

    /// <summary>A world whose session was begun on another device.</summary>
    public static async Task<World> LoggedInByDeviceAsync()
    {
        var world = await CreateAsync();
        var login = world.RunAsync("login", world.Url, "--device");
        while (await Task.WhenAny(login, Task.Delay(TimeSpan.FromMilliseconds(10))) != login)
        {
            // It polls by this clock.
            world.Time.Advance(TimeSpan.FromSeconds(1));
        }

        (await login).Code.ShouldBe(0, (await login).Error);
        return world;
    }

    /// <summary>A world whose only session is in the keyring.</summary>
    public static async Task<World> LoggedInWithKeyringAsync()
    {
        var world = await LoggedInAsync();
        var session = await File.ReadAllBytesAsync(world.SessionFile);
        world.Keyring.Of("127.0.0.1").Write(session);
        File.Delete(world.SessionFile);
        await File.WriteAllTextAsync(world.TargetsFile, (await File.ReadAllTextAsync(world.TargetsFile)).Replace("\"storage\": \"File\"", "\"storage\": \"Keyring\"", StringComparison.Ordinal));
        return world;
    }

    public async Task<Run> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await StsgwCommand.RunAsync(Context(TextWriter.Synchronized(output), TextWriter.Synchronized(error)), args);
        return new Run(code, output.ToString(), error.ToString());
    }

    /// <summary>Runs a command that waits for a lock which somebody holds and does not give back.</summary>
    /// <param name="path">The lock.</param>
    /// <param name="args">The command.</param>
    public async Task<Run> RunBesideLockAsync(string path, params string[] args)
    {
        using var held = await FileLock.AcquireAsync(path, TimeSpan.Zero, Time, CancellationToken.None);
        var run = RunAsync(args);
        while (await Task.WhenAny(run, Task.Delay(TimeSpan.FromMilliseconds(10))) != run)
        {
            // A login's own patience must not end while its browser is on the way.
            if (Browser.Page is null or { IsCompleted: true })
            {
                Time.Advance(TimeSpan.FromSeconds(1));
            }
        }

        return await run;
    }

    public CliContext Context(TextWriter output, TextWriter error) => new()
    {
        Variable = name => Variables.GetValueOrDefault(name),
        Variables = () => Variables,
        In = In,
        ReadHidden = Hidden.ReadLine,
        Out = output,
        Error = error,
        IsInteractive = Interactive,
        OutIsTerminal = OutIsTerminal,
        Time = Time,
        ConfigDirectory = ConfigDirectory,
        HomeDirectory = Home,
        Keyring = (_, target) => Keyring.Of(target),
        Browser = Browser,
        Http = Http,
        ProgramPath = "/opt/st s/stsgw",
    };

    public async ValueTask DisposeAsync()
    {
        Browser.Dispose();
        Http.Dispose();
        await Gateway.DisposeAsync();
        await Issuer.DisposeAsync();
        _home.Delete(recursive: true);
    }
}
