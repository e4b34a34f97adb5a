namespace Gateway.Tests;

public sealed class SkeletonTests
{
    [Xunit.Fact]
    public void True_is_true() => Xunit.Assert.True(true);
}
