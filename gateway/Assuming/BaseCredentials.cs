using Amazon.Runtime;
using Gateway.Telemetry;

namespace Gateway.Assuming;

/// <summary>
/// The gateway's own AWS identity, found by the SDK's default chain: environment, web identity (IRSA), Pod Identity or container,
/// profile, instance. Looked for off the request's way, at most once in five seconds while there is none.
/// </summary>
internal sealed class BaseCredentials(CredentialChain chain, TimeProvider time, ILogger<BaseCredentials> logger)
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(5);

    /// <summary>How long a request waits for the chain, which may ask one service after the other.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private Task<AWSCredentials?>? search;
    private DateTimeOffset lastSearch;

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
            return await FindAsync().WaitAsync(LongestWait, time) is { } found && !string.IsNullOrEmpty((await found.GetCredentialsAsync().WaitAsync(LongestWait, time)).Token);
        }
        catch (Exception)
        {
            // What stands in the way is told by the call that needs the credentials; chained is the careful answer.
            return true;
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
            Log.NoBaseCredentials(logger, e.Message);
            return null;
        }
    }
}
