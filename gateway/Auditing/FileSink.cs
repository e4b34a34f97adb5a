using System.Buffers;
using Microsoft.Extensions.Options;

namespace Gateway.Auditing;

/// <summary>
/// Writes audit records to a file, one line of JSON each, readable by the gateway's user alone. A file that is large or old enough is renamed by the
/// time at which that happens; only so many are kept.
/// </summary>
internal sealed class FileSink(IOptions<AuditFileOptions> options, TimeProvider time, ILogger<FileSink> logger) : IAuditSink, IAsyncDisposable
{
    private readonly ArrayBufferWriter<byte> lines = new(64 * 1024);
    private readonly BatchProgress progress = new();
    private FileStream? file;
    private string? place;
    private DateTimeOffset began;

    public string Name => AuditOptions.File;

    private string Path => System.IO.Path.GetFullPath(options.Value.Path!);

    public async ValueTask WriteAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellation)
    {
        lines.ResetWrittenCount();
        for (var i = progress.DoneOf(entries); i < entries.Count; i++)
        {
            var full = lines.WrittenCount;
            AuditJson.WriteLine(entries[i], lines);
            if (full > 0 && lines.WrittenCount > options.Value.MaxBytes)
            {
                await AppendAsync(lines.WrittenMemory[..full]);
                progress.Did(entries, i);
                lines.ResetWrittenCount();
                AuditJson.WriteLine(entries[i], lines);
            }
        }

        await AppendAsync(lines.WrittenMemory);
        progress.Did(entries, entries.Count);
    }

    public ValueTask DisposeAsync() => file?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async ValueTask AppendAsync(ReadOnlyMemory<byte> some)
    {
        if (file is not null && WasMoved(file))
        {
            await file.DisposeAsync();
            file = null;
        }

        file ??= Open();
        if (file.Length > 0 && (file.Length + some.Length > options.Value.MaxBytes || time.GetUtcNow() - began >= options.Value.MaxAge))
        {
            await RotateAsync();
        }

        // Where it ends by now: what ships it may have cut it short.
        var whole = file.Seek(0, SeekOrigin.End);
        try
        {
            await file.WriteAsync(some, CancellationToken.None);
            await file.FlushAsync(CancellationToken.None);
        }
        catch (IOException)
        {
            // Half a batch would stand there twice after the next try.
            file.SetLength(whole);
            throw;
        }
    }

    /// <summary>Opens the file to add to it, made where it is not there.</summary>
    public static FileStream Append(string path)
    {
        var creation = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            creation.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var opened = new FileStream(path, creation);
        if (!OperatingSystem.IsWindows())
        {
            // A file that was there before may have been made with wider rights.
            File.SetUnixFileMode(opened.SafeFileHandle, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return opened;
    }

    /// <summary>Whether something else, such as logrotate, has put the file aside: what is written to it now would be lost with it, or come after its end.</summary>
    private bool WasMoved(FileStream opened) =>
        OperatingSystem.IsLinux() ? Place(opened) != place : new FileInfo(Path) is not { Exists: true } there || there.Length != opened.Length;

    /// <summary>Where an open file is by the kernel's word, which follows it; null where the kernel gives none.</summary>
    private static string? Place(FileStream opened) =>
        OperatingSystem.IsLinux() ? new FileInfo($"/proc/self/fd/{opened.SafeFileHandle.DangerousGetHandle()}").LinkTarget : null;

    private bool IsThere(string? where)
    {
        using var again = Append(Path);
        return Place(again) == where;
    }

    private FileStream Open()
    {
        var opened = Append(Path);
        place = Place(opened);
        while (!IsThere(place))
        {
            // Moved in between; its new place would be taken for the right one from now on.
            opened.Dispose();
            opened = Append(Path);
            place = Place(opened);
        }

        began = opened.Length == 0 ? time.GetUtcNow() : new DateTimeOffset(File.GetCreationTimeUtc(Path), TimeSpan.Zero);
        return opened;
    }

    private async Task RotateAsync()
    {
        await file!.DisposeAsync();
        file = null;
        var aside = Aside();
        File.Move(Path, aside);
        file = Open();
        foreach (var old in Kept().SkipLast(options.Value.Keep))
        {
            try
            {
                File.Delete(old);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Log.AuditFileNotDeleted(logger, old, e.Message);
            }
        }
    }

    /// <summary>A free name that sorts by time: <c>audit.jsonl</c> becomes <c>audit.20261125T010203004Z.jsonl</c>.</summary>
    private string Aside()
    {
        for (var moment = time.GetUtcNow(); ; moment = moment.AddMilliseconds(1))
        {
            var name = System.IO.Path.ChangeExtension(Path, $".{moment.UtcDateTime:yyyyMMddTHHmmssfffZ}{System.IO.Path.GetExtension(Path)}");
            if (!File.Exists(name))
            {
                return name;
            }
        }
    }

    private IEnumerable<string> Kept()
    {
        var extension = System.IO.Path.GetExtension(Path);
        var name = System.IO.Path.GetFileNameWithoutExtension(Path);
        return Directory.EnumerateFiles(System.IO.Path.GetDirectoryName(Path)!, $"{name}.????????T?????????Z{extension}").Order(StringComparer.Ordinal);
    }
}
