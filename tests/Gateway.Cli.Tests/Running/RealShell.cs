using System.Diagnostics;

namespace Gateway.Cli.Tests.Running;

/// <summary>A shell that is installed here, run for real.</summary>
internal static class RealShell
{
    public static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Select(directory => Path.Combine(directory, name))
            .FirstOrDefault(File.Exists);

    /// <summary>Runs a script given on standard input's stead as one argument, and gives back the bytes that it printed.</summary>
    public static async Task<string> RunAsync(string shell, string script, params string[] options)
    {
        var start = new ProcessStartInfo(shell, [.. options, "-c", script]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, await error);
        return output;
    }
}
