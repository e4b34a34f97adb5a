using Gateway.Sandbox.Story;

namespace Gateway.Sandbox;

/// <summary>
/// The whole system in one process, on loopback: an identity provider, AWS, and the gateway between them. It tells the story of one
/// session and then stays up to be tried; with <c>--once</c> it ends after the story, with 0 only if every step came out as told.
/// </summary>
internal static class Program
{
    public static Task<int> Main(string[] args)
    {
        ProcessEnvironment.Isolate();
        return new SandboxRun(() => SandboxSystem.StartAsync(TimeProvider.System), system => new OrdersStory(system).Steps, Console.Out, Console.Error).RunAsync(args);
    }
}
