using System.Text;
using Gateway.Cli.Terminal;

namespace Gateway.Cli.Profiles;

/// <summary>The AWS configuration file on disk.</summary>
internal sealed class AwsConfigFile
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly CliContext _context;

    public AwsConfigFile(CliContext context, string? named)
    {
        _context = context;
        var path = named ?? context.Variable("AWS_CONFIG_FILE") ?? System.IO.Path.Combine(context.HomeDirectory, ".aws", "config");
        Path = path.StartsWith("~/", StringComparison.Ordinal) ? System.IO.Path.Combine(context.HomeDirectory, path[2..]) : path;
    }

    public string Path { get; }

    /// <summary>Takes the lock that stsgw holds while it changes the file.</summary>
    /// <returns>The lock; null where another stsgw held it all the time.</returns>
    public Task<FileLock?> LockAsync(CancellationToken cancellation) => FileLock.AcquireAsync($"{System.IO.Path.GetFullPath(Path)}.lock", Patience, _context.Time, cancellation);

    public Result<string> Read()
    {
        try
        {
            return Strict.GetString(PrivateFile.Read(Path));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return "";
        }
        catch (DecoderFallbackException)
        {
            return new Failure(ExitCode.Usage, $"{Path} is not UTF-8 text; it is left alone.");
        }
    }

    /// <summary>Replaces the file as a whole. A link stays a link, and the file's permissions stay as they are.</summary>
    public Failure? Write(string text)
    {
        var real = new FileInfo(Path).LinkTarget is null ? Path : File.ResolveLinkTarget(Path, returnFinalTarget: true)!.FullName;
        var mode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        if (File.Exists(real))
        {
            // A rename would replace a file that its owner made read-only on purpose.
            if (new FileInfo(real).IsReadOnly)
            {
                return new Failure(ExitCode.Usage, $"{real} is read-only; nothing was changed.");
            }

            mode = OperatingSystem.IsWindows() ? mode : File.GetUnixFileMode(real);
        }

        PrivateFile.Write(real, Strict.GetBytes(text), mode);
        return null;
    }
}
