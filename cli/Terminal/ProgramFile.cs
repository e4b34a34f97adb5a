using System.Runtime.InteropServices;

namespace Gateway.Cli.Terminal;

/// <summary>
/// Finds programs as execvp does, on PATH alone. <c>Process.Start</c> would look beside this program and in the current folder first,
/// and a file of that name in a checkout would get the role.
/// </summary>
internal static partial class ProgramFile
{
    private const int Executable = 1;

    /// <summary>A program's full path, though it may turn out that it cannot be run; null where there is none.</summary>
    /// <param name="name">A path, or a name that is looked up.</param>
    /// <param name="path">The value of PATH.</param>
    public static string? Find(string name, string? path)
    {
        if (Path.GetFileName(name) != name)
        {
            var full = Path.GetFullPath(name);
            var program = FileNames(Path.GetFileName(full)).Select(file => Path.Combine(Path.GetDirectoryName(full) ?? full, file)).FirstOrDefault(File.Exists);
            return program ?? (Path.Exists(full) ? full : null);
        }

        // An entry that is not absolute, such as "." or an empty one, would be the current folder.
        List<string> found =
        [
            .. (path ?? "").Split(Path.PathSeparator)
                .Where(Path.IsPathFullyQualified)
                .SelectMany(folder => FileNames(name).Select(file => Path.Combine(folder, file)))
                .Where(File.Exists),
        ];
        return found.Find(IsExecutable) ?? found.FirstOrDefault();
    }

    // As CreateProcess has it: .exe may be left out.
    private static IEnumerable<string> FileNames(string name) =>
        !OperatingSystem.IsWindows() ? [name] : Path.HasExtension(name) ? [name, $"{name}.exe"] : [$"{name}.exe"];

    private static bool IsExecutable(string file) => OperatingSystem.IsWindows() || Access(file, Executable) == 0;

    [LibraryImport("libc", EntryPoint = "access", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Access(string file, int mode);
}
