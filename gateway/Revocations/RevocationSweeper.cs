namespace Gateway.Revocations;

/// <summary>Forgets revocations that have run out, once a minute.</summary>
internal sealed class RevocationSweeper(RevocationList revocations, TimeProvider time) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var minutes = new PeriodicTimer(TimeSpan.FromMinutes(1), time);
        try
        {
            while (await minutes.WaitForNextTickAsync(stoppingToken))
            {
                revocations.RemoveExpired();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }
}
