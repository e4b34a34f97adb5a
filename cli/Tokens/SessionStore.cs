using System.Text.Json;
using Gateway.Cli.Targets;
using Gateway.Cli.Terminal;

namespace Gateway.Cli.Tokens;

/// <summary>Keeps one target's session, and the lock that lets one process at a time renew it.</summary>
internal sealed class SessionStore
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly CliContext _context;
    private readonly ISessionVault _vault;
    private readonly string _path;
    private readonly Uri _gateway;

    private SessionStore(CliContext context, ISessionVault vault, string path, Uri gateway)
    {
        _context = context;
        _vault = vault;
        _path = path;
        _gateway = gateway;
    }

    /// <summary>What is said where the lock cannot be had.</summary>
    public static Failure Busy { get; } = new(ExitCode.Failed, "Another stsgw has held this session for over a minute.", "Is a process hanging? `ps` shows.");

    public static string Directory(CliContext context) => Path.Combine(context.ConfigDirectory, "sessions");

    public static SessionStore For(CliContext context, Target target)
    {
        var path = Path.Combine(Directory(context), target.Name);
        ISessionVault vault = target.Storage is SessionStorage.Keyring
            ? context.Keyring(Directory(context), target.Name)
            : new FileVault($"{path}.json");
        return new SessionStore(context, vault, path, target.Url);
    }

    /// <summary>The store of a workload's own session, beside the person's.</summary>
    public static SessionStore ForClient(CliContext context, Target target) => For(context, target with { Name = $"{target.Name}~client", Storage = SessionStorage.File });

    /// <summary>The session; null where there is none, or where what is kept is another gateway's or cannot be read, and a new login will replace it.</summary>
    public StoredSession? Read()
    {
        try
        {
            var session = _vault.Read() is { } kept ? JsonSerializer.Deserialize(kept, SessionJson.Default.StoredSession) : null;
            return session?.Gateway == _gateway ? session : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public void Write(StoredSession session) => _vault.Write(JsonSerializer.SerializeToUtf8Bytes(session with { Gateway = _gateway }, SessionJson.Default.StoredSession));

    public void Delete() => _vault.Delete();

    /// <summary>Takes the lock that whoever changes the session holds.</summary>
    /// <returns>The lock; null where another process held it for a minute.</returns>
    public Task<FileLock?> LockAsync(CancellationToken cancellation) =>
        FileLock.AcquireAsync($"{_path}.lock", Patience, _context.Time, cancellation);
}
