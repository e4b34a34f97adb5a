using System.Collections;
using System.Net;
using System.Reflection;
using Gateway.Cli.Tokens;

namespace Gateway.Cli.Terminal;

/// <summary>The context of the real process.</summary>
internal static class ProcessContext
{
    public static CliContext Create()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return new CliContext
        {
            Variable = Variable,
            Variables = Variables,
            In = Console.In,
            ReadHidden = HiddenLine.Read,
            Out = Console.Out,
            Error = StandardError(),
            IsInteractive = !Console.IsInputRedirected && !Console.IsErrorRedirected,
            OutIsTerminal = !Console.IsOutputRedirected,
            Time = TimeProvider.System,
            ConfigDirectory = ConfigDirectory(home),
            HomeDirectory = home,
            Keyring = (directory, target) => new KeyringVault(directory, target),
            Browser = new SystemBrowser(Variable),
            Http = CreateHttpClient(),
            ProgramPath = ProgramPath(),
        };
    }

    /// <summary>Redirects are not followed: a bearer token goes to the address that was typed and to no other.</summary>
    public static HttpClient CreateHttpClient()
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            UseCookies = false,
        };
        var client = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(30) };
        client.DefaultRequestHeaders.UserAgent.ParseAdd($"stsgw/{Version}");
        return client;
    }

    public static string Version { get; } =
        typeof(ProcessContext).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    /// <summary>
    /// .NET's own writer hands on 256 bytes at a time, and between two of these it may set the terminal up: in the middle of a link, which whoever copies it then has as well.
    /// </summary>
    private static TextWriter StandardError()
    {
        const int longestLine = 8 * 1024;
        return OperatingSystem.IsWindows() ? Console.Error
            : TextWriter.Synchronized(new StreamWriter(Console.OpenStandardError(), Console.OutputEncoding, longestLine) { AutoFlush = true });
    }

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private static Dictionary<string, string> Variables() =>
        Environment.GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .ToDictionary(e => (string)e.Key, e => (string?)e.Value ?? "", StringComparer.Ordinal);

    private static string ConfigDirectory(string home)
    {
        if (Variable("STSGW_HOME") is { } own)
        {
            return own;
        }

        if (OperatingSystem.IsWindows())
        {
            return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "stsgw");
        }

        // XDG Base Directory: a relative path there is to be ignored.
        return Variable("XDG_CONFIG_HOME") is { } xdg && Path.IsPathRooted(xdg)
            ? Path.Combine(xdg, "stsgw")
            : Path.Combine(home, ".config", "stsgw");
    }

    private static string ProgramPath() =>
        Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "stsgw" ? path : "stsgw";
}
