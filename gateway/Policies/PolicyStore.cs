using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace Gateway.Policies;

/// <summary>
/// Holds the policy in force, and follows the file. The file is read again every <see cref="PollInterval"/>: that sees edits,
/// editors' rename-and-replace and Kubernetes' swap of the <c>..data</c> symlink alike, on every file system.
/// </summary>
internal sealed class PolicyStore(
    IOptions<PolicyOptions> options, TimeProvider time, ILogger<PolicyStore> logger, IReadOnlySet<string>? knownServices = null)
    : IHostedLifecycleService, IDisposable
{
    /// <summary>How often the file is looked at.</summary>
    public static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(2);

    /// <summary>How long a changed file must stay the same to be taken, since a file half written may well load, its denials missing.</summary>
    public static readonly TimeSpan SettleTime = TimeSpan.FromMilliseconds(250);

    /// <summary>How long one look at the file may take before it counts as one that cannot be read.</summary>
    public static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(10);

    private readonly Lock polling = new();
    private long lookBegan;
    private PolicySnapshot? current;
    private PolicyStatus? status;
    private ITimer? timer;
    private long failures;

    // Hashes of what is in force, of what was refused last, and of a change that has not settled yet.
    private byte[] inForce = [];
    private byte[] refused = [];
    private byte[] seen = [];

    /// <summary>The policy in force; throws before the host has started.</summary>
    public PolicySnapshot Current => Volatile.Read(ref current) ?? throw new InvalidOperationException("The policy is loaded when the host starts.");

    /// <summary>How the file fares; throws before the host has started.</summary>
    public PolicyStatus Status => Volatile.Read(ref status) ?? throw new InvalidOperationException("The policy is loaded when the host starts.");

    /// <summary>How often a file was refused or could not be read since the start.</summary>
    public long Failures => Interlocked.Read(ref failures);

    /// <summary>Loads the file for the first time, before any hosted service starts; throws with all problems listed where it is bad.</summary>
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        lock (polling)
        {
            LoadFirst();
            timer = time.CreateTimer(_ => Poll(), null, PollInterval, PollInterval);
        }

        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => timer?.Dispose();

    // Read late: options are validated after this is made, all at once.
    private string File => options.Value.PolicyFile;

    private void LoadFirst()
    {
        var (bytes, snapshot, result) = FirstPolicy.Read(File, knownServices);
        Accept(bytes, snapshot, result);
    }

    private void Poll()
    {
        if (!polling.TryEnter())
        {
            // The file system holds the last look: another would hold one more thread.
            if (time.GetElapsedTime(Volatile.Read(ref lookBegan)) >= LongestLook)
            {
                Unreadable("Reading it takes longer than 10 seconds; see to the file system that it is on.");
            }

            return;
        }

        try
        {
            Volatile.Write(ref lookBegan, time.GetTimestamp());
            Look();
        }
        catch (Exception e)
        {
            // Whatever is wrong with the file or its reading, the policy in force stays.
            Unreadable(e.Message);
        }
        finally
        {
            polling.Exit();
        }
    }

    private void Look()
    {
        var hash = PolicyFileBytes.Hash(File);
        if (Same(hash, inForce))
        {
            (refused, seen) = ([], []);
            Restore();
        }
        else if (Same(hash, refused))
        {
            seen = [];
        }
        else if (!Same(hash, seen))
        {
            Settle(hash);
        }
        else
        {
            var bytes = PolicyFileBytes.Read(File);
            var read = SHA256.HashData(bytes);
            if (Same(read, seen))
            {
                Judge(bytes);
            }
            else
            {
                Settle(read);
            }
        }
    }

    private void Settle(byte[] hash)
    {
        seen = hash;
        timer?.Change(SettleTime, PollInterval);
    }

    private void Judge(byte[] bytes)
    {
        seen = [];
        // On a thread of its own: 10,000 grants take long enough to keep requests waiting for one of the pool's few. For this one, which waits for a task, the pool starts
        // another at once (https://learn.microsoft.com/dotnet/core/runtime-config/threading); for one that computes it would not.
        var result = Task.Factory.StartNew(
            () => PolicyFile.Parse(File, bytes, knownServices), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).GetAwaiter().GetResult();
        if (result.Loaded)
        {
            Accept(bytes, result.Snapshot, result);
            return;
        }

        refused = SHA256.HashData(bytes);
        Fail(result.Report);
        Log.PolicyRejected(logger, File, Current.Version, result.Problems.Count(problem => !problem.Warning), result.Report);
    }

    private void Accept(byte[] bytes, PolicySnapshot snapshot, PolicyLoadResult result)
    {
        (inForce, refused) = (SHA256.HashData(bytes), []);
        Volatile.Write(ref current, snapshot);
        Volatile.Write(ref status, new PolicyStatus(snapshot.Version, time.GetUtcNow()));
        Log.PolicyLoaded(logger, snapshot.Version, snapshot.Grants.Count, snapshot.Accounts.Count, File);
        if (result.Problems.Count > 0)
        {
            Log.PolicyWarnings(logger, File, result.Report);
        }
    }

    private void Unreadable(string reason)
    {
        refused = [];
        if (Status.LastError != reason)
        {
            Fail(reason);
            Log.PolicyUnreadable(logger, File, Current.Version, reason);
        }
    }

    private void Fail(string error)
    {
        Interlocked.Increment(ref failures);
        Volatile.Write(ref status, Status with { LastError = error, FailingSince = Status.FailingSince ?? time.GetUtcNow() });
    }

    // The file holds what is in force again, after it could not be read or held something bad.
    private void Restore()
    {
        if (Status.LastError is not null)
        {
            Volatile.Write(ref status, Status with { Version = Current.Version, LastError = null, FailingSince = null });
            Log.PolicyRestored(logger, File, Current.Version);
        }
    }

    private static bool Same(byte[] left, byte[] right) => left.AsSpan().SequenceEqual(right);
}
