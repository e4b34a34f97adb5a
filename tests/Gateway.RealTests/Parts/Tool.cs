namespace Gateway.RealTests.Parts;

/// <summary>A program on this machine: on the PATH, else unpacked by the tools folder beside the repository, where there is one.</summary>
internal static class Tool
{
    /// <summary>Debian keeps daemons in sbin, which is not on every user's PATH.</summary>
    private static readonly string[] SystemFolders = ["/usr/sbin", "/usr/local/sbin"];

    public static string? OnPath(string program) => AllOnPath(program).FirstOrDefault();

    /// <summary>Every program of that name, in the order of the PATH.</summary>
    public static IEnumerable<string> AllOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Concat(SystemFolders)
            .Select(folder => Path.Combine(folder, program))
            .Where(File.Exists);

    public static string Require(string program, string part, string remedy)
    {
        var path = OnPath(program);
        if (path is null)
        {
            AbsentPart.Report(part, remedy);
        }

        return path;
    }

    /// <summary>A script of the tools folder beside the repository, or null where there is none.</summary>
    public static string? Script(string name)
    {
        var path = Path.GetFullPath(Repository.PathOf("..", "shared", "tools", name));
        return File.Exists(path) ? path : null;
    }

    /// <summary>Unpacks a tool and gives its path, or null where there is no tools folder.</summary>
    public static async Task<string?> UnpackAsync(string name)
    {
        if (Script("unpack") is not { } script)
        {
            return null;
        }

        var result = await ClientProcess.RunAsync(script, [name], new Dictionary<string, string?>(), Repository.Root);
        return result.ShouldSucceed().Trim();
    }
}
