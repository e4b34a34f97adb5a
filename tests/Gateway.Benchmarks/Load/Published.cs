using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Gateway.Benchmarks.Load;

/// <summary>A program as it is shipped, published from the sources into a temporary folder, with what is built on the way kept out of the sources' own folders.</summary>
internal sealed class Published : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("gateway-publish-");
    private readonly string name;

    private Published(string name) => this.name = name;

    public string Program => Path.Combine(folder.FullName, "app", name);

    /// <summary>The gateway, compiled ahead (ReadyToRun) as its image holds it.</summary>
    public static Task<Published> GatewayAsync() => PublishAsync("gateway", "gateway", "--self-contained", "false", "-p:PublishReadyToRun=true");

    /// <summary>The command line, a native binary.</summary>
    public static Task<Published> StsgwAsync() => PublishAsync("cli", "stsgw");

    public void Dispose() => folder.Delete(recursive: true);

    private static async Task<Published> PublishAsync(string project, string name, params string[] arguments)
    {
        var published = new Published(name);
        var start = new ProcessStartInfo("dotnet",
        [
            "publish", Path.Combine(SourceRoot(), project), "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier,
            $"-p:NuGetLockFilePath={Path.Combine(published.folder.FullName, "packages.lock.json")}", "-p:RunAnalyzers=false",
            "--artifacts-path", Path.Combine(published.folder.FullName, "artifacts"), "-o", Path.Combine(published.folder.FullName, "app"), "-v", "quiet", .. arguments,
        ])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? published : throw new InvalidOperationException($"{name} could not be published: {said}");
    }

    private static string SourceRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Gateway.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("The sources must be at hand: programs are published from them.");
    }
}
