namespace Gateway.Sandbox.Story;

/// <summary>One run of the sandbox: starts the system, tells its story, and says by the exit code how that went.</summary>
/// <param name="start">Starts the three parts.</param>
/// <param name="story">The steps to tell.</param>
/// <param name="output">Where the story goes.</param>
/// <param name="errors">Where failures go, one line each.</param>
internal sealed class SandboxRun(Func<Task<SandboxSystem>> start, Func<SandboxSystem, IEnumerable<StoryStep>> story, TextWriter output, TextWriter errors)
{
    /// <summary>Runs it.</summary>
    /// <returns>0 when every step came out as told; 1 when one did not or nothing could be started; 2 for words that are not understood.</returns>
    public async Task<int> RunAsync(string[] args)
    {
        if (args is not ([] or ["--once"]))
        {
            await errors.WriteLineAsync("sandbox: unknown option. Usage: dotnet run --project sandbox [-- --once]");
            return 2;
        }

        SandboxSystem started;
        try
        {
            started = await start();
        }
        catch (Exception e)
        {
            // No port, no place for the policy file, a setting of this machine that the gateway refuses: whatever it is, the person needs the line and no trace.
            await errors.WriteLineAsync($"sandbox: it cannot start: {e.Message.ReplaceLineEndings(" ")}");
            return 1;
        }

        await using var system = started;
        var told = await new StoryTeller(output, errors).TellAsync(story(system));
        if (!told || args is ["--once"])
        {
            return told ? 0 : 1;
        }

        await PasteLines.WriteAsync(system, output);
        system.Audit.WriteTo(output);
        await system.WaitForShutdownAsync();
        return 0;
    }
}
