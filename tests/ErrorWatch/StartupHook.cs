using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Gateway.ErrorWatch;

/// <summary>
/// Runs in a gateway's process before its Main (DOTNET_STARTUP_HOOKS: https://learn.microsoft.com/dotnet/core/runtime-config/debugging-profiling), so that the program that ships is
/// watched as it is.
/// </summary>
[SuppressMessage("Design", "MA0047:Declare types in namespaces", Justification = "The runtime looks for it without one.")]
internal static class StartupHook
{
    // As long as the process.
    private static AnsweredErrors? errors;

    public static void Initialize()
    {
        errors = new AnsweredErrors(Environment.GetEnvironmentVariable("ERROR_WATCH_FILE")!);
        DiagnosticListener.AllListeners.Subscribe(new Observer<DiagnosticListener>(listener =>
        {
            if (listener.Name == "Microsoft.AspNetCore")
            {
                // Of its events this one alone: others would make spans.
                listener.Subscribe(new Observer<KeyValuePair<string, object?>>(begun => errors.Watch(begun.Value!)), name => name == AnsweredErrors.RequestBegins);
            }
        }));
    }
}
