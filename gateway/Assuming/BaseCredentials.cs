using Amazon.Runtime;
using Gateway.Telemetry;

namespace Gateway.Assuming;

/// <summary>
/// The gateway's own AWS identity, found by the SDK's default chain: environment, web identity (IRSA), Pod Identity or container,
/// profile, instance. Looked for at the start and off the request's way, at most once in five seconds while there is none.
/// </summary>
internal sealed class BaseCredentials(CredentialChain chain, TimeProvider time, ILogger<BaseCredentials> logger) : IHostedService
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(5);

    /// <summary>How long a request waits for the chain, which may ask one service after the other, and for what it finds; the SDK's own waits have no end that can be set.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private Task<AWSCredentials?>? search;
    private DateTimeOffset lastSearch;
    private Task<HadCredentials> asking = Task.FromResult(default(HadCredentials));
    private DateTimeOffset lastTrial;
    private volatile bool foundNone;
    private volatile Failure? failing;

    /// <summary>
    /// Why credentials that were found cannot be had, as far as calls have shown; null where nothing is wrong. Waits for nothing, and tries anew while they cannot: the
    /// next call that needs them may be long in coming.
    /// </summary>
    public string? FindTrouble()
    {
        if (failing is not { } now)
        {
            return null;
        }

        TryAgain();
        return $"aws: the gateway's own credentials were found and cannot be had since {now.Since:O}; the log has the cause (event 1401)";
    }

    /// <summary>Why there are none; null once they were found. Waits for nothing, and looks anew while there are none.</summary>
    /// <param name="patiently">Whether the first search may take its time before it is told.</param>
    public string? FindMissing(bool patiently)
    {
        if (FindAsync() is { IsCompletedSuccessfully: true, Result: not null })
        {
            return null;
        }

        if (foundNone)
        {
            return "aws: the gateway has no credentials of its own; it needs a role (IRSA, Pod Identity, instance profile) or a profile, and the log has the cause (event 1400)";
        }

        lock (gate)
        {
            return patiently && time.GetUtcNow() - lastSearch <= LongestWait ? null : "aws: the gateway's own credentials are still being looked for";
        }
    }

    /// <summary>The credentials, which refresh themselves; null when the chain finds none.</summary>
    public Task<AWSCredentials?> FindAsync()
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            if (search is null || (search is { IsCompletedSuccessfully: true, Result: null } && now - lastSearch >= RetryInterval))
            {
                lastSearch = now;
                search = Task.Run(Search);
            }

            return search;
        }
    }

    /// <summary>
    /// Whether the gateway itself runs on a role's credentials, so that sessions are chained and end after an hour. Temporary credentials
    /// carry a token; those of an IAM user carry none.
    /// </summary>
    /// <remarks>https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining</remarks>
    public async Task<bool> IsRoleAsync()
    {
        // What stands in the way is told by the call that needs the credentials; chained is the careful answer.
        var had = await HaveAsync();
        return had.Problem is not null || IsRole(had.Credentials);
    }

    /// <summary>Whether these are a role's; see <see cref="IsRoleAsync"/>.</summary>
    public static bool IsRole(ImmutableCredentials? had) => !string.IsNullOrEmpty(had?.Token);

    /// <summary>The credentials as they are now, in five seconds at most. However many ask, the service that gives them is asked once at a time.</summary>
    public async Task<HadCredentials> HaveAsync()
    {
        Tracing.Leave();
        var looking = FindAsync();
        try
        {
            return await HaveAsync(looking).WaitAsync(LongestWait, time);
        }
        catch (TimeoutException) when (!looking.IsCompleted)
        {
            return new HadCredentials(null, $"they are still being looked for after {LongestWait.TotalSeconds} seconds.");
        }
        catch (TimeoutException)
        {
            failing ??= new Failure(time.GetUtcNow());
            return new HadCredentials(null, $"what gives them gave no answer in {LongestWait.TotalSeconds} seconds.");
        }
    }

    /// <summary>Begins to look for them, so that <c>/readyz</c> knows before the first call; the start waits for no service of AWS.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _ = FindAsync();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<HadCredentials> HaveAsync(Task<AWSCredentials?> search)
    {
        if (await search is not { } found)
        {
            return default;
        }

        Task<HadCredentials> asked;
        lock (gate)
        {
            asked = Ask(found);
        }

        return await asked;
    }

    private void TryAgain()
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            if (asking.IsCompleted && now - lastTrial >= RetryInterval && search is { IsCompletedSuccessfully: true, Result: { } found })
            {
                lastTrial = now;
                _ = Ask(found);
            }
        }
    }

    // Under the lock.
    private Task<HadCredentials> Ask(AWSCredentials found) => asking.IsCompleted ? asking = AskAsync(found) : asking;

    // However long it takes: whoever waits gives up in time, and there is no other beside it. A failure is a value, for it may come when nobody waits any more.
    private async Task<HadCredentials> AskAsync(AWSCredentials found)
    {
        Tracing.Leave();
        try
        {
            var had = await Task.Run(found.GetCredentialsAsync);
            failing = null;
            return new HadCredentials(had, null);
        }
        catch (Exception e)
        {
            failing ??= new Failure(time.GetUtcNow());
            return new HadCredentials(null, PrintableText.Short(e.InnerException is null ? e.Message : $"{e.Message} ({e.GetBaseException().Message})"));
        }
    }

    private AWSCredentials? Search()
    {
        Tracing.Leave();
        try
        {
            return chain();
        }
        catch (Exception e)
        {
            foundNone = true;
            Log.NoBaseCredentials(logger, e.Message);
            return null;
        }
    }

    private sealed record Failure(DateTimeOffset Since);
}
