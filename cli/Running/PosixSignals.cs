using System.Runtime.InteropServices;

namespace Gateway.Cli.Running;

/// <summary>Sends signals, which .NET can receive but not send.</summary>
internal static partial class PosixSignals
{
    public static void Send(int process, PosixSignal signal)
    {
        // The numbers of SIGHUP and SIGTERM are the same on Linux and macOS.
        var number = signal is PosixSignal.SIGHUP ? 1 : 15;
        _ = Kill(process, number);
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);
}
