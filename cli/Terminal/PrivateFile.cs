namespace Gateway.Cli.Terminal;

/// <summary>Files that only their owner reads, replaced as a whole so that a reader sees the old text or the new one.</summary>
internal static class PrivateFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerDirectory = OwnerOnly | UnixFileMode.UserExecute;

    // More than a session takes: a full disk takes an empty file.
    private const int ProbeSize = 32 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Reads a file while others may replace it.</summary>
    public static byte[] Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var content = new MemoryStream();
        file.CopyTo(content);
        return content.ToArray();
    }

    public static void Write(string path, ReadOnlySpan<byte> content, UnixFileMode mode = OwnerOnly)
    {
        var directory = Path.GetDirectoryName(Path.GetFullPath(path))!;
        CreateDirectory(directory);
        var temporary = Path.Combine(directory, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}");
        try
        {
            using (var file = Create(temporary, mode))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }

            Replace(temporary, path);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Shows that files can be made in a directory, before something is done whose outcome has to be kept there.</summary>
    /// <exception cref="IOException">They cannot; the message says what to do.</exception>
    public static void ProveWritable(string directory)
    {
        try
        {
            CreateDirectory(directory);
            var probe = Path.Combine(directory, $".probe.{Guid.NewGuid():N}");
            try
            {
                using var file = Create(probe, OwnerOnly);
                file.Write(new byte[ProbeSize]);
                file.Flush(flushToDisk: true);
            }
            finally
            {
                File.Delete(probe);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            // The last is what .NET makes of EFBIG.
            throw new IOException($"stsgw keeps its sessions in {directory} and cannot write there. Make that folder yours, or name another one in STSGW_HOME.", e);
        }
    }

    // Windows replaces no file that someone has open; other programs (AWS SDKs, virus scanners) read ours and are soon done.
    private static void Replace(string temporary, string path)
    {
        if (OperatingSystem.IsWindows() && SpinWait.SpinUntil(() => Replaced(temporary, path), Patience))
        {
            return;
        }

        File.Move(temporary, path, overwrite: true);
    }

    private static bool Replaced(string temporary, string path)
    {
        try
        {
            File.Move(temporary, path, overwrite: true);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    public static void CreateDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else if (!Directory.Exists(path))
        {
            Directory.CreateDirectory(path, OwnerDirectory);
        }
    }

    private static FileStream Create(string path, UnixFileMode mode)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = mode;
        }

        return new FileStream(path, options);
    }
}
