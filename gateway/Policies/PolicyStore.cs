using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Gateway.Policies;

/// <summary>Holds the policy in force, and follows the file.</summary>
internal sealed class PolicyStore(IOptions<PolicyOptions> options, TimeProvider time, ILogger<PolicyStore> logger) : IHostedLifecycleService
{
    private readonly object unused = (options, time, logger);

    /// <summary>The policy in force; throws before the host has started.</summary>
    public PolicySnapshot Current => throw new NotSupportedException(unused.ToString());

    public PolicyStatus Status => throw new NotSupportedException(unused.ToString());

    /// <summary>Fires once when the policy in force changes; take a new one each time, as by <see cref="ChangeToken.OnChange(Func{IChangeToken?}, Action)"/>.</summary>
    public IChangeToken GetChangeToken() => throw new NotSupportedException(unused.ToString());

    /// <summary>Loads the file for the first time; throws with all problems listed where it is bad.</summary>
    public Task StartingAsync(CancellationToken cancellationToken) => throw new NotSupportedException(unused.ToString());

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
