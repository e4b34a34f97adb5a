using System.Diagnostics.Metrics;
using Amazon.Runtime;
using Gateway.Sandbox.Aws;
using Gateway.Telemetry;
using Gateway.Tests.Forwarding;
using Gateway.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Telemetry;

public sealed class ActiveCountTests : IDisposable
{
    private const string Requests = "gateway.requests.active";
    private const string StsCalls = "gateway.sts.calls.active";

    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().AddSingleton<GatewayMetrics>().BuildServiceProvider();

    private GatewayMetrics Metrics => services.GetRequiredService<GatewayMetrics>();

    [Fact]
    public void Who_begins_to_listen_later_is_told_of_the_requests_under_way()
    {
        Metrics.RequestBegan();
        Metrics.RequestBegan();

        using var listener = new TotalListener(services);
        Metrics.RequestEnded();

        listener.Total(Requests).ShouldBe(1);
    }

    [Fact]
    public void Who_begins_to_listen_later_is_told_of_the_STS_calls_under_way()
    {
        Metrics.StsAsked();
        Metrics.StsAsked();

        using var listener = new TotalListener(services);
        Metrics.StsAnswered("assumed", TimeSpan.Zero);

        listener.Total(StsCalls).ShouldBe(1);
    }

    [Theory]
    [InlineData(Requests)]
    [InlineData(StsCalls)]
    public async Task What_begins_is_counted_until_it_ends(string name)
    {
        TelemetryRecorder? telemetry = null;
        await using var gateway = await TestGateway.StartAsync(credentials: () => new WatchedCredentials(() => telemetry?.Collect()));
        telemetry = gateway.Telemetry;

        using var request = new SignedRequest { Method = "PUT", Path = "/bucket/key", Body = [1] }.Sign(gateway.Url, ClientKeys.OfToken(gateway, "orders-writer"));
        await gateway.Client.SendAsync(request);

        // An end comes a moment after the client has the answer.
        await Waiting.UntilAsync(() =>
        {
            telemetry.Collect();
            return Values().Last() == 0;
        });
        Values().Max().ShouldBe(1);

        IEnumerable<double> Values() => telemetry.Measurements.Where(measured => measured.Instrument == name).Select(measured => measured.Value);
    }

    public void Dispose() => services.Dispose();

    /// <summary>Adds up what an instrument tells of, as a collector does.</summary>
    private sealed class TotalListener : IDisposable
    {
        private readonly Dictionary<string, long> totals = new(StringComparer.Ordinal);
        private readonly MeterListener listener = new();

        public TotalListener(IServiceProvider services)
        {
            var meters = services.GetRequiredService<IMeterFactory>();
            listener.InstrumentPublished = (instrument, self) =>
            {
                if (ReferenceEquals(instrument.Meter.Scope, meters))
                {
                    self.EnableMeasurementEvents(instrument);
                }
            };
            listener.SetMeasurementEventCallback<long>((instrument, value, _, _) =>
                totals[instrument.Name] = instrument.IsObservable ? value : totals.GetValueOrDefault(instrument.Name) + value);
            listener.Start();
        }

        public long Total(string name)
        {
            listener.RecordObservableInstruments();
            return totals[name];
        }

        public void Dispose() => listener.Dispose();
    }

    /// <summary>Credentials of the gateway's own that tell when they are used.</summary>
    private sealed class WatchedCredentials(Action used) : AWSCredentials
    {
        public override ImmutableCredentials GetCredentials()
        {
            used();
            return new ImmutableCredentials(AwsStandIn.BaseAccessKeyId, AwsStandIn.BaseSecretAccessKey, token: null);
        }
    }
}
