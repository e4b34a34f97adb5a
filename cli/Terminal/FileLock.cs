namespace Gateway.Cli.Terminal;

/// <summary>
/// A lock between processes. The operating system releases it when its holder ends, so none is ever left behind; the file itself stays,
/// since removing it would let two processes hold locks on two files of one name.
/// </summary>
internal sealed class FileLock : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly FileStream _file;

    private FileLock(FileStream file) => _file = file;

    /// <summary>Takes the lock, waiting while another process holds it.</summary>
    /// <param name="path">The lock's own file.</param>
    /// <param name="patience">How long to wait for another process.</param>
    /// <param name="time">The clock that the waiting is measured by.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>The lock, or null where another process held it all that time.</returns>
    public static async Task<FileLock?> AcquireAsync(string path, TimeSpan patience, TimeProvider time, CancellationToken cancellation)
    {
        PrivateFile.CreateDirectory(Path.GetDirectoryName(path)!);
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException held) when (IsHeld(held))
            {
                if (time.GetElapsedTime(started) >= patience)
                {
                    return null;
                }

                await Task.Delay(Pause, time, cancellation);
            }
        }
    }

    // EWOULDBLOCK of Linux and of macOS, and Windows' sharing violation; anything else (a full or read-only disk) does not pass by waiting.
    private static bool IsHeld(IOException e) => e.HResult is 11 or 35 or unchecked((int)0x80070020);

    public void Dispose() => _file.Dispose();
}
