namespace Gateway.Cli.Tests.Terminal;

/// <summary>A folder with programs in it.</summary>
internal sealed class ProgramFolder(string name = "bin") : IDisposable
{
    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("stsgw-test-");

    public string FullName => Path.Combine(_parent.FullName, name);

    /// <summary>Puts a shell script into it and gives back its path.</summary>
    /// <param name="file">What it is called.</param>
    /// <param name="script">What it does; by default it succeeds.</param>
    /// <param name="executable">False for a file that may be read alone.</param>
    public string Add(string file, string script = "exit 0", bool executable = true)
    {
        Directory.CreateDirectory(FullName);
        return Write(Path.Combine(FullName, file), script, executable);
    }

    public static string Write(string path, string script = "exit 0", bool executable = true)
    {
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | (executable ? UnixFileMode.UserExecute : UnixFileMode.None));
        }

        return path;
    }

    public void Dispose() => _parent.Delete(recursive: true);
}
