using System.Diagnostics;

namespace Gateway.RealTests.Parts;

/// <summary>Runs a program to its end.</summary>
internal static class ClientProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static Task<ClientResult> RunAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?> environment, string folder) =>
        RunAsync(program, arguments, environment, folder, Patience);

    public static async Task<ClientResult> RunAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?> environment, string folder, TimeSpan patience)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        ClientEnvironment.Apply(environment, start.Environment);
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(patience);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException late)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} took longer than {patience}: {await output}{await error}", late);
        }

        // Some print credentials, which is what they are for.
        KnownSecrets.OfThisRun.LearnFrom(await output);
        return new ClientResult(process.ExitCode, await output, await error);
    }
}
