using System.Globalization;

namespace Gateway.Limits;

/// <summary>How many files are left for connections, each of which is one that the process has open.</summary>
/// <remarks>Without one left the server can take no connection and says nothing, AWS is not reached, and the runtime loads no library.</remarks>
internal static class OpenFiles
{
    private const string Limits = "/proc/self/limits";

    /// <summary>What the process needs apart from connections: the runtime keeps each library that it has loaded open, of which there are some 200.</summary>
    private const int Own = 400;

    /// <summary>How many connections there can be, to clients and to AWS; null where the system does not tell, or has no limit.</summary>
    /// <remarks>The limit is the one in force (RLIMIT_NOFILE), which the runtime has raised to what may be.</remarks>
    public static int? ForConnections() => OperatingSystem.IsLinux() && File.Exists(Limits) && Read(File.ReadLines(Limits)) is { } most ? Math.Max(most - Own, 64) : null;

    /// <summary>The limit by the lines of proc_pid_limits(5): name, soft limit, hard limit and unit in columns.</summary>
    internal static int? Read(IEnumerable<string> lines)
    {
        const string name = "Max open files";
        var line = lines.FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal));
        var soft = line?[name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        return int.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var most) ? most : null;
    }
}
