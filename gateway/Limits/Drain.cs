using Microsoft.Extensions.Options;

namespace Gateway.Limits;

/// <summary>Ends the process without losing a request: first it is not ready, then nothing new is taken, then what is under way ends.</summary>
internal sealed class Drain(IOptions<LimitOptions> options, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<Drain> logger) : IHostedLifecycleService
{
    private CancellationToken end;
    private bool hasCutOff;

    /// <summary>Whether the process was told to stop.</summary>
    public bool IsStopping => lifetime.ApplicationStopping.IsCancellationRequested;

    /// <summary>Whether the time for what is under way is over, so that the server ends the connections of what still is.</summary>
    public bool IsOver => end.IsCancellationRequested;

    /// <summary>Notes that a request was cut off, for the log.</summary>
    public void CutOff() => Volatile.Write(ref hasCutOff, true);

    /// <summary>Comes before the server stops listening.</summary>
    /// <param name="cancellationToken">The host's patience, <see cref="HostOptions.ShutdownTimeout"/>: the token by which the server, too, stops waiting.</param>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        end = cancellationToken;
        Log.Stopping(logger, options.Value.DrainDelay, options.Value.Drain);
        await Task.Delay(options.Value.DrainDelay, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref hasCutOff))
        {
            Log.CutOff(logger, options.Value.Drain);
        }

        return Task.CompletedTask;
    }
}
