using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Gateway.Cli.Terminal;

namespace Gateway.Cli.Running;

/// <summary>Runs a command in the foreground and ends as it ends.</summary>
internal static class ChildProcess
{
    public static async Task<int> RunAsync(CliContext context, IReadOnlyList<string> words, IReadOnlyDictionary<string, string> environment)
    {
        if (ProgramFile.Find(words[0], context.Variable("PATH")) is not { } program)
        {
            return context.Fail(new Failure(
                ExitCode.CommandNotFound,
                $"{words[0]} cannot be run: there is no such program.",
                "A name without a slash is looked up on PATH alone. Check the spelling, or give the program's path."));
        }

        var start = new ProcessStartInfo(program, words.Skip(1)) { UseShellExecute = false };
        start.Environment.Clear();
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var starting = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        var started = starting.Task;
        // Ctrl+C and Ctrl+\ reach the command from the terminal itself, and it decides; a second one from here would be one too many. Where no
        // terminal sends them to both, they were sent to this process alone and are passed on, as the others always are.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => PassOnWithoutTerminal(signal, started));
        using var quit = PosixSignalRegistration.Create(PosixSignal.SIGQUIT, signal => PassOnWithoutTerminal(signal, started));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => PassOn(signal, started));
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal => PassOn(signal, started));
        try
        {
            using var process = Process.Start(start)!;
            starting.SetResult(process);
            await process.WaitForExitAsync();
            return process.ExitCode;
        }
        catch (Win32Exception e)
        {
            return context.Fail(new Failure(ExitCode.CannotRun, $"{words[0]} cannot be run: {e.Message}", "See that it is a program of this system, with the right to execute it."));
        }
    }

    private static void PassOnWithoutTerminal(PosixSignalContext signal, Task<Process> started)
    {
        signal.Cancel = true;
        if (!OperatingSystem.IsWindows() && !PosixSignals.IsInForeground())
        {
            PassOn(signal, started);
        }
    }

    private static void PassOn(PosixSignalContext signal, Task<Process> started)
    {
        signal.Cancel = true;
        _ = SendAsync(signal.Signal, started);
    }

    /// <summary>Sends a signal to the command, also one that came while the command was being started.</summary>
    private static async Task SendAsync(PosixSignal signal, Task<Process> started)
    {
        var process = await started;
        if (OperatingSystem.IsWindows())
        {
            process.Kill();
        }
        else
        {
            PosixSignals.Send(process.Id, signal);
        }
    }
}
