using Gateway.Sandbox.Story;

namespace Gateway.Sandbox;

/// <summary>
/// The whole system in one process, on loopback: an identity provider, AWS, and the gateway between them. It tells the story of one
/// session and then stays up to be tried; with <c>--once</c> it ends after the story, with 0 only if every step came out as told.
/// </summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        if (args is not ([] or ["--once"]))
        {
            await Console.Error.WriteLineAsync("sandbox: unknown option. Usage: dotnet run --project sandbox [-- --once]");
            return 2;
        }

        ProcessEnvironment.Isolate();
        await using var system = await SandboxSystem.StartAsync(TimeProvider.System);
        var told = await StoryTeller.TellAsync(new OrdersStory(system).Steps, Console.Out);
        if (!told || args is ["--once"])
        {
            return told ? 0 : 1;
        }

        await PasteLines.WriteAsync(system, Console.Out);
        system.Audit.WriteTo(Console.Out);
        await system.WaitForShutdownAsync();
        return 0;
    }
}
