using Gateway.Policies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Gateway.Tests.Hosting;

/// <summary>Changes the policy of a gateway whose time a test keeps.</summary>
internal static class PolicyChanges
{
    /// <summary>Writes the policy file and waits until the gateway goes by it.</summary>
    public static async Task ChangePolicyAsync(this TestGateway gateway, FakeTimeProvider time, string policy)
    {
        var changed = new TaskCompletionSource();
        gateway.Services.GetRequiredService<PolicyStore>().GetChangeToken().RegisterChangeCallback(_ => changed.TrySetResult(), null);
        await File.WriteAllTextAsync(gateway.PolicyFile, policy);
        // Seen changed once, and found settled a moment later.
        time.Advance(PolicyStore.PollInterval);
        time.Advance(PolicyStore.PollInterval);
        await changed.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }
}
