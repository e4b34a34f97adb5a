namespace Gateway.RealTests.Telemetry;

/// <summary>A minute of calls at every door: some that are good, some that are refused, and some that STS does not help.</summary>
internal sealed class MixedTraffic(Uri gateway, Uri management, StandIns between) : IDisposable
{
    private const int Rounds = 12;

    private static readonly TimeSpan EachRound = TimeSpan.FromSeconds(5);

    private readonly IssuingTraffic _issuing = new(gateway, between);
    private readonly ForwardedTraffic _forwarded = new(gateway, between);
    private readonly SignInTraffic _signIns = new(gateway, between);
    private readonly SessionEndTraffic _ends = new(gateway, management, between);

    /// <summary>A round each five seconds, since rates are what changes while it lasts.</summary>
    public async Task MinuteAsync()
    {
        using var next = new PeriodicTimer(EachRound);
        for (var round = 0; round < Rounds; round++)
        {
            await RoundAsync();
            await next.WaitForNextTickAsync();
        }
    }

    public async Task RoundAsync()
    {
        await _issuing.RoundAsync();
        await _forwarded.RoundAsync();
        await _signIns.RoundAsync();
        await _ends.RoundAsync();
    }

    public void Dispose()
    {
        _issuing.Dispose();
        _forwarded.Dispose();
        _signIns.Dispose();
        _ends.Dispose();
    }
}
