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

    /// <summary>How long a request waits for the chain, which may ask one service after the other.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private Task<AWSCredentials?>? search;
    private DateTimeOffset lastSearch;
    private Task trial = Task.CompletedTask;
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
        Tracing.Leave();
        try
        {
            return await FindAsync().WaitAsync(LongestWait, time) is { } found && !string.IsNullOrEmpty((await HaveAsync(found)).Token);
        }
        catch (Exception)
        {
            // What stands in the way is told by the call that needs the credentials; chained is the careful answer.
            return true;
        }
    }

    /// <summary>STS took them: whatever stood in the way before, they can be had.</summary>
    public void Served() => failing = null;

    /// <summary>Begins to look for them, so that <c>/readyz</c> knows before the first call; the start waits for no service of AWS.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _ = FindAsync();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<ImmutableCredentials> HaveAsync(AWSCredentials found)
    {
        try
        {
            var had = await found.GetCredentialsAsync().WaitAsync(LongestWait, time);
            failing = null;
            return had;
        }
        catch (Exception)
        {
            failing ??= new Failure(time.GetUtcNow());
            throw;
        }
    }

    private void TryAgain()
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            if (trial.IsCompleted && now - lastTrial >= RetryInterval && search is { IsCompletedSuccessfully: true, Result: { } found })
            {
                lastTrial = now;
                trial = TryAsync(found);
            }
        }
    }

    // However long it takes: nobody waits, and there is no other beside it. Why they still cannot be had is told by the call that needs them.
    private async Task TryAsync(AWSCredentials found)
    {
        Tracing.Leave();
        var had = Task.Run(found.GetCredentialsAsync);
        await ((Task)had).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (had.IsCompletedSuccessfully)
        {
            failing = null;
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
