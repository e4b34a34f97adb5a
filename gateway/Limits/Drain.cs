using Microsoft.Extensions.Options;

namespace Gateway.Limits;

/// <summary>Ends the process without losing a request: first it is not ready, then nothing new is taken, then what is under way ends.</summary>
internal sealed class Drain(IOptions<LimitOptions> options, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<Drain> logger) : IHostedLifecycleService
{
    /// <summary>Whether the process was told to stop.</summary>
    public bool IsStopping => lifetime.ApplicationStopping.IsCancellationRequested;

    /// <summary>Comes before the server stops listening.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        Log.Stopping(logger, options.Value.DrainDelay, options.Value.Drain);
        await Task.Delay(options.Value.DrainDelay, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
