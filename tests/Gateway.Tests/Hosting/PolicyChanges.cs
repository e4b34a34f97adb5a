using Gateway.Policies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Shouldly;

namespace Gateway.Tests.Hosting;

/// <summary>Changes the policy of a gateway whose time a test keeps.</summary>
internal static class PolicyChanges
{
    /// <summary>Writes the policy file, and has the gateway look until it goes by it.</summary>
    public static async Task ChangePolicyAsync(this TestGateway gateway, FakeTimeProvider time, string policy)
    {
        var store = gateway.Services.GetRequiredService<PolicyStore>();
        var before = store.Current;
        await File.WriteAllTextAsync(gateway.PolicyFile, policy);
        // Seen changed once, and found settled a moment later.
        time.Advance(PolicyStore.PollInterval);
        time.Advance(PolicyStore.PollInterval);
        store.Current.ShouldNotBeSameAs(before, store.Status.LastError);
    }
}
