using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Gateway.Auditing;

/// <summary>Writes to a file descriptor, such as standard output. .NET's own stream for that takes a pipe that nobody reads any more for one that has taken everything.</summary>
internal sealed unsafe partial class StandardOutput(SafeFileHandle descriptor)
{
    private const int Interrupted = 4;

    // EAGAIN, of a pipe that whoever made it does not want to wait for.
    private static readonly int NotNow = OperatingSystem.IsLinux() ? 11 : 35;

    /// <summary>How much of the last text was written, where that failed.</summary>
    public int Written { get; private set; }

    /// <summary>Writes all of it, however long its reader takes.</summary>
    /// <exception cref="IOException">It cannot be written: nobody reads it (EPIPE), or its disk is full.</exception>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        Written = 0;
        if (OperatingSystem.IsWindows())
        {
            using var console = Console.OpenStandardOutput();
            console.Write(bytes);
            return;
        }

        while (!bytes.IsEmpty)
        {
            fixed (byte* first = bytes)
            {
                var written = Write(descriptor, first, bytes.Length);
                if (written < 0)
                {
                    Wait(Marshal.GetLastPInvokeError());
                    continue;
                }

                Written += (int)written;
                bytes = bytes[(int)written..];
            }
        }
    }

    private void Wait(int error)
    {
        if (error == NotNow)
        {
            var awaited = new Awaited { Descriptor = (int)descriptor.DangerousGetHandle(), Events = Awaited.Writable };
            _ = Poll(&awaited, 1, -1);
        }
        else if (error != Interrupted)
        {
            throw new IOException($"standard output cannot be written: {new Win32Exception(error).Message}");
        }
    }

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Write(SafeFileHandle descriptor, byte* bytes, nint count);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Poll(Awaited* awaited, nuint count, int milliseconds);

    // struct pollfd.
    [StructLayout(LayoutKind.Sequential)]
    private struct Awaited
    {
        public const short Writable = 4;

        public int Descriptor;
        public short Events;
        public short Returned;
    }
}
