using System.Text.Json;
using Gateway.Cli.Terminal;

namespace Gateway.Cli.Targets;

/// <summary>Reads and writes <c>targets.json</c>.</summary>
internal sealed class TargetFile(CliContext context)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public string Path => System.IO.Path.Combine(context.ConfigDirectory, "targets.json");

    public Result<TargetBook> Read()
    {
        try
        {
            var book = JsonSerializer.Deserialize(PrivateFile.Read(Path), TargetJson.Default.TargetBook);
            return book is not null && IsSound(book) ? book : Broken("its version, or a target's name or address, is none that this stsgw knows");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return new TargetBook();
        }
        catch (JsonException e)
        {
            return Broken($"{(e.LineNumber is { } line ? $"line {line + 1}: " : "")}{e.Message.Split(" Path:")[0]}");
        }
    }

    /// <summary>Changes the file under its lock, so that two commands at once do not lose each other's targets.</summary>
    public async Task<Result<TargetBook>> ChangeAsync(Func<TargetBook, TargetBook> change, CancellationToken cancellation)
    {
        using var held = await FileLock.AcquireAsync($"{Path}.lock", Patience, context.Time, cancellation);
        if (held is null)
        {
            return new Failure(ExitCode.Failed, $"{Path} is locked by another stsgw.");
        }

        var read = Read();
        if (!read.Succeeded)
        {
            return read;
        }

        var book = change(read.Value);
        if (!IsSound(book))
        {
            return new Failure(ExitCode.Failed, $"{Path} would hold a target that no stsgw could read again; nothing was saved.");
        }

        PrivateFile.Write(Path, JsonSerializer.SerializeToUtf8Bytes(book, TargetJson.Default.TargetBook));
        return book;
    }

    // Elements of a list may be null whatever the type of the list says.
    private static bool IsSound(TargetBook book) =>
        book.Version == 1
        && book.Targets.All(t => t is not null && TargetName.TryParse(t.Name, out _) && t.Url.IsAbsoluteUri && t.Url.Scheme is "https" or "http");

    private Failure Broken(string why) =>
        new(ExitCode.Usage, $"{Path} cannot be read: {why}.", "Mend it, or remove it and log in again.");
}
