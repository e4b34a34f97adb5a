using Gateway.RealTests.Aws;
using Gateway.RealTests.Gateways;
using Gateway.RealTests.Parts;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Compose;

/// <summary>What a new user does after <c>docker-compose up --build</c>. It builds images, so it takes minutes.</summary>
[Trait("Category", "Compose")]
public sealed class ComposeTests(RealWorld world) : IDisposable
{
    private readonly Scratch _scratch = new();

    [Theory]
    [InlineData("demo")]
    [InlineData("ada")]
    public async Task User_copies_an_object_there_and_back(string user)
    {
        var stack = await world.Compose.RunningAsync();
        var token = await stack.Realm.AccessTokenAsync(user);
        var settings = ClientSettings.WebIdentity(stack.Gateway, token, "OrdersWriter", _scratch);
        var address = $"s3://orders/{user}/order.txt";
        var upload = _scratch.Write("upload", $"order of {user}\n");
        var download = _scratch.PathOf("download");

        (await AwsCli.RunAsync(settings, _scratch, "s3", "cp", upload, address)).ShouldSucceed();
        (await AwsCli.RunAsync(settings, _scratch, "s3", "ls", $"s3://orders/{user}/")).ShouldSucceed().ShouldContain("order.txt");
        (await AwsCli.RunAsync(settings, _scratch, "s3", "cp", address, download)).ShouldSucceed();

        (await File.ReadAllTextAsync(download, TestContext.Current.CancellationToken)).ShouldBe($"order of {user}\n");
    }

    [Fact]
    public async Task Gateway_runs_read_only_as_a_numbered_user_without_capabilities()
    {
        var stack = await world.Compose.RunningAsync();

        (await stack.InspectGatewayAsync()).ShouldBe("1654 true [ALL]");
    }

    public void Dispose() => _scratch.Dispose();
}
