using Xunit;

namespace Gateway.Tests.Hosting;

/// <summary>One gateway under the usual policy for all tests of a class that change nothing about it.</summary>
public sealed class SharedGateway : IAsyncLifetime
{
    internal TestGateway Gateway { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Gateway = await TestGateway.StartAsync();

    public ValueTask DisposeAsync() => Gateway.DisposeAsync();
}
