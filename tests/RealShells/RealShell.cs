using System.Diagnostics;

namespace Gateway.RealShells;

/// <summary>A shell that is installed here, run for real.</summary>
internal static class RealShell
{
    // PowerShell is built beside the tests (tests/PowerShell): it is everywhere, and of one version.
    private static readonly string PowerShell = Path.Combine(
        AppContext.BaseDirectory.Replace(Path.Combine("tests", typeof(RealShell).Assembly.GetName().Name!), Path.Combine("tests", "PowerShell"), StringComparison.Ordinal),
        "pwsh");

    public static string? Find(string name) => name == "pwsh"
        ? PowerShell
        : (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Select(directory => Path.Combine(directory, name))
            .FirstOrDefault(File.Exists);

    /// <summary>The path of a shell; a test without it is skipped, and fails where every part is required.</summary>
    public static string Require(string name)
    {
        var path = Find(name);
        Xunit.Assert.SkipWhen(path is null && Environment.GetEnvironmentVariable("REAL_PARTS") != "required", $"{name} is not installed.");
        return path ?? throw new InvalidOperationException($"{name} is not installed, and REAL_PARTS=required.");
    }

    /// <summary>Runs a script given as one argument, and gives back what it printed.</summary>
    public static Task<string> RunAsync(string shell, string script, params string[] options) =>
        RunAsync(new ProcessStartInfo(shell, [.. options, "-c", script]));

    public static async Task<string> RunAsync(ProcessStartInfo start)
    {
        start.UseShellExecute = false;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.Environment["LC_ALL"] = "C.UTF-8";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Xunit.Assert.True(process.ExitCode == 0, await error);
        return output;
    }
}
