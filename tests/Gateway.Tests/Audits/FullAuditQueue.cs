using Gateway.Auditing;
using Gateway.Sandbox.Keycloak;
using Gateway.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Audits;

/// <summary>A gateway, portal and all, whose records have no place any more at one sink.</summary>
internal sealed class FullAuditQueue : IAsyncDisposable
{
    private FullAuditQueue(TestGateway gateway, StubbornSink sink) => (Gateway, Sink, Token) = (gateway, sink, gateway.Keycloak.MintAccessToken("demo"));

    public TestGateway Gateway { get; }

    /// <summary>The sink that takes nothing.</summary>
    public StubbornSink Sink { get; }

    /// <summary>A token of somebody who is let in.</summary>
    public string Token { get; }

    /// <summary>Starts one.</summary>
    /// <param name="before">What happens before the places run out.</param>
    public static async Task<FullAuditQueue> StartAsync(Func<TestGateway, Task>? before = null)
    {
        var sink = new StubbornSink();
        var gateway = await TestGateway.StartAsync(settings:
        [
            ("Gateway:Audit:QueueLength", "100"), ("Gateway:Limits:ConcurrentRequests", "50"), ("Gateway:Portal:ClientId", "portal"),
            ("Gateway:Portal:ClientSecret", ExampleRealm.Clients.Single(known => known.ClientId == "portal").Secret!),
        ], configure: builder => builder.Services.AddSingleton<IAuditSink>(sink));
        if (before is not null)
        {
            await before(gateway);
        }

        var full = new FullAuditQueue(gateway, sink);
        await full.FillAsync();
        return full;
    }

    /// <summary>The next record of a refusal, at the sinks that have room.</summary>
    public async Task<AuditEntry> NextRefusedAsync()
    {
        while (true)
        {
            if (await Gateway.Audit.NextAsync() is { Reason: not null } entry)
            {
                return entry;
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        Sink.Unblock();
        return Gateway.DisposeAsync();
    }

    private async Task FillAsync()
    {
        var queues = Gateway.Services.GetRequiredService<AuditRecorder>().Queues;
        var queue = queues.Single(queue => queue.Name == Sink.Name);
        await Waiting.UntilAsync(() => Task.FromResult(queue.Taken == 0));

        // A hundred records that cannot be written take all places. The other sinks gather theirs for a moment, in which they must not run out of places.
        Sink.Block();
        while (queue.Taken < 100)
        {
            for (var i = 0; i < 20 && queue.Taken < 100; i++)
            {
                await Gateway.GetAsync("/api/roles", Token);
            }

            await Waiting.UntilAsync(() => Task.FromResult(queues.All(other => other == queue || other.Taken == 0)));
        }
    }
}
