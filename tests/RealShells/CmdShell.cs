using System.Diagnostics;
using System.Text;

namespace Gateway.RealShells;

/// <summary>
/// Windows' cmd.exe, for which Wine's stands in: a program of its own that reads quotes, carets, percent signs and the rest of a <c>set</c>
/// line by the same rules, but not the same code. Its batch files are of the console's code page, so that values here are ASCII.
/// </summary>
internal sealed class CmdShell : IDisposable
{
    private const string Mark = "-----";

    private readonly string _wine = RealShell.Require("wine");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gateway-cmd-");

    /// <summary>Runs lines as one batch file, and gives back what the variable is after each; null where it is not set.</summary>
    public async Task<IReadOnlyList<string?>> ReadBackAsync(string variable, params IEnumerable<string> lines)
    {
        var batch = Path.Combine(_folder.FullName, "lines.bat");
        await File.WriteAllTextAsync(batch, $"@echo off\r\n{string.Concat(lines.Select(line => $"{line}\r\necho {Mark}\r\nset {variable}\r\n"))}exit /b 0\r\n", Encoding.ASCII);
        var start = new ProcessStartInfo(_wine, ["cmd", "/c", "lines.bat"]) { WorkingDirectory = _folder.FullName };
        start.Environment["WINEPREFIX"] = Path.Combine(_folder.FullName, "wine");
        start.Environment["WINEDEBUG"] = "-all";
        // No entries in a desktop's menus, and nothing of .NET or of HTML to be installed.
        start.Environment["WINEDLLOVERRIDES"] = "winemenubuilder.exe,mscoree,mshtml=";
        start.Environment.Remove("DISPLAY");
        start.Environment.Remove(variable);
        var output = await RealShell.RunAsync(start);
        var answers = output.Split($"{Mark}\r\n");
        Xunit.Assert.Empty(answers[0]);
        return [.. answers.Skip(1).Select(answer => answer.Length == 0 ? null : answer[(variable.Length + 1)..^2])];
    }

    public void Dispose()
    {
        try
        {
            _folder.Delete(recursive: true);
        }
        catch (IOException)
        {
            // Wine's server ends a few seconds after its last program, and may still write.
        }
    }
}
