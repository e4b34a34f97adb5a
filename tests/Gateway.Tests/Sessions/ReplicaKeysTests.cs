using Gateway.Sessions;
using Gateway.Tests.Hosting;
using Gateway.Tests.Sharing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Sessions;

/// <summary>Replicas share keys, or refuse each other's sessions; which Redis alone does not mend.</summary>
public sealed class ReplicaKeysTests : IAsyncDisposable
{
    private readonly RedisStandIn redis = new();

    [Fact]
    public async Task Redis_without_session_keys_is_an_error_of_the_log_and_a_warning_of_readyz()
    {
        await using var gateway = await StartAsync(session => session.Keys.Clear());

        gateway.Logs.Text.ShouldContain("Error 1301 ");
        gateway.Logs.Text.ShouldNotContain("Warning 1300 ");
        (await WarningsAsync(gateway)).ShouldContain(warning => warning.StartsWith("sessions: ", StringComparison.Ordinal) && warning.Contains("Gateway:Sessions:Keys is empty", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Redis_with_session_keys_is_none()
    {
        await using var gateway = await StartAsync(_ => { });

        gateway.Logs.Text.ShouldNotContain("Error 1301 ");
        (await WarningsAsync(gateway)).ShouldNotContain(warning => warning.StartsWith("sessions: ", StringComparison.Ordinal));
    }

    public ValueTask DisposeAsync() => redis.DisposeAsync();

    private Task<TestGateway> StartAsync(Action<SessionOptions> session) => TestGateway.StartAsync(
        settings: [("Gateway:Redis", $"127.0.0.1:{redis.Port}")], configure: builder => builder.Services.PostConfigure(session));

    private static async Task<IReadOnlyList<string>> WarningsAsync(TestGateway gateway)
    {
        using var answer = await gateway.Client.GetAsync("/readyz");
        return [.. (await answer.JsonAsync()).GetProperty("warnings").EnumerateArray().Select(warning => warning.GetString()!)];
    }
}
