using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Gateway.Cli.Running;

/// <summary>Sends signals, which .NET can receive but not send.</summary>
internal static partial class PosixSignals
{
    public static void Send(int process, PosixSignal signal)
    {
        // These have the same numbers on Linux and macOS.
        var number = signal switch
        {
            PosixSignal.SIGHUP => 1,
            PosixSignal.SIGINT => 2,
            PosixSignal.SIGQUIT => 3,
            _ => 15,
        };
        _ = Kill(process, number);
    }

    /// <summary>True where this process is in the foreground of a terminal, whose Ctrl+C goes to the processes that it started as well.</summary>
    public static bool IsInForeground()
    {
        try
        {
            using var terminal = File.OpenHandle("/dev/tty", FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            return ForegroundGroup(terminal) == OwnGroup();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // There is no terminal.
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "tcgetpgrp", SetLastError = true)]
    private static partial int ForegroundGroup(SafeFileHandle terminal);

    [LibraryImport("libc", EntryPoint = "getpgrp")]
    private static partial int OwnGroup();

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);
}
