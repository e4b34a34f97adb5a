namespace Gateway.Identity;

/// <summary>Fetches every issuer's keys at start, again and again until the issuer is reached, and then at its refresh interval.</summary>
internal sealed class IssuerKeyRefresher(Issuers issuers, TimeProvider time) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(issuers.All.Select(issuer => KeepFreshAsync(issuer, stoppingToken)));

    private async Task KeepFreshAsync(IssuerKeys issuer, CancellationToken stopping)
    {
        var longest = issuer.Issuer.KeyRefreshInterval;
        var wait = TimeSpan.FromSeconds(1);
        try
        {
            while (true)
            {
                await issuer.RefreshAsync(stopping);
                wait = issuer.LastError is null ? longest : TimeSpan.FromTicks(Math.Min(wait.Ticks * 2, Math.Min(longest.Ticks, TimeSpan.TicksPerMinute / 2)));
                await Task.Delay(wait, time, stopping);
                wait = issuer.LastError is null ? TimeSpan.FromSeconds(1) : wait;
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The host stops.
        }
    }
}
