using Gateway.RealTests.Aws;
using Gateway.RealTests.Gateways;
using Gateway.RealTests.Parts;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Forwarding;

/// <summary>
/// The main job: a person who logged in at Keycloak reads and writes objects with an unmodified AWS CLI and boto3, pointed at the
/// gateway by environment variables alone. MinIO checks every signature and session.
/// </summary>
public sealed class ObjectStorageTests(RealWorld world) : IDisposable
{
    private readonly Scratch _scratch = new();

    [Fact]
    public async Task Cli_with_web_identity_copies_lists_and_removes() =>
        await CopyListRemoveAsync(ClientSettings.WebIdentity(await GatewayAsync(), await TokenAsync(), "OrdersWriter", _scratch), "cli-web-identity");

    [Fact]
    public async Task Cli_with_jwt_credentials_copies_lists_and_removes() =>
        await CopyListRemoveAsync(ClientSettings.JwtCredentials(await GatewayAsync(), await TokenAsync(), "orders-writer"), "cli-jwt");

    [Fact]
    public async Task Cli_with_container_provider_copies_lists_and_removes() =>
        await CopyListRemoveAsync(
            ClientSettings.ContainerProvider(await GatewayAsync(), await TokenAsync(), "orders-writer", _scratch), "cli-container");

    [Fact]
    public async Task Boto3_with_web_identity_moves_every_key_unharmed() =>
        await MoveKeysAsync(ClientSettings.WebIdentity(await GatewayAsync(), await TokenAsync(), "OrdersWriter", _scratch), "boto3-web-identity/");

    [Fact]
    public async Task Boto3_with_jwt_credentials_moves_every_key_unharmed() =>
        await MoveKeysAsync(ClientSettings.JwtCredentials(await GatewayAsync(), await TokenAsync(), "orders-writer"), "boto3-jwt/");

    [Fact]
    public async Task Boto3_with_container_provider_moves_every_key_unharmed() =>
        await MoveKeysAsync(
            ClientSettings.ContainerProvider(await GatewayAsync(), await TokenAsync(), "orders-writer", _scratch), "boto3-container/");

    [Fact]
    public async Task Role_that_is_not_granted_is_denied()
    {
        var viewer = await (await world.RealmAsync()).AccessTokenAsync("viewer");
        var settings = ClientSettings.JwtCredentials(await GatewayAsync(), viewer, "orders-writer");

        var error = (await AwsCli.RunAsync(settings, _scratch, "s3", "ls", $"s3://{MinioServer.Bucket}/")).ShouldFail();

        error.ShouldContain("AccessDenied");
    }

    [Fact]
    public async Task Wrong_signature_is_refused_with_the_code_of_aws()
    {
        var settings = ClientSettings.JwtCredentials(await GatewayAsync(), await TokenAsync(), "orders-writer");
        settings["AWS_SECRET_ACCESS_KEY"] = "not-the-token";

        var error = (await AwsCli.RunAsync(settings, _scratch, "s3", "ls", $"s3://{MinioServer.Bucket}/")).ShouldFail();

        error.ShouldContain("SignatureDoesNotMatch");
    }

    public void Dispose() => _scratch.Dispose();

    private async Task<Uri> GatewayAsync() => (await world.MinioGateway.RunningAsync()).Address;

    private async Task<string> TokenAsync() => await (await world.RealmAsync()).AccessTokenAsync("demo");

    private async Task CopyListRemoveAsync(Dictionary<string, string?> settings, string name)
    {
        var body = $"order of {name}\n";
        var upload = _scratch.Write("upload", body);
        var download = _scratch.PathOf("download");
        var address = $"s3://{MinioServer.Bucket}/{name}/a b+c.txt";

        (await AwsCli.RunAsync(settings, _scratch, "s3", "cp", upload, address)).ShouldSucceed();
        (await AwsCli.RunAsync(settings, _scratch, "s3", "ls", $"s3://{MinioServer.Bucket}/{name}/")).ShouldSucceed().ShouldContain(" a b+c.txt");
        (await AwsCli.RunAsync(settings, _scratch, "s3", "cp", address, download)).ShouldSucceed();
        (await File.ReadAllTextAsync(download)).ShouldBe(body);
        (await AwsCli.RunAsync(settings, _scratch, "s3", "rm", address)).ShouldSucceed();
        (await ObjectKeys.CheckAsync(await DirectlyAsync(), $"{name}/", _scratch)).ShouldBeEmpty();
    }

    private async Task MoveKeysAsync(Dictionary<string, string?> settings, string prefix)
    {
        await ObjectKeys.PutAsync(settings, prefix, _scratch);
        (await ObjectKeys.CheckAsync(await DirectlyAsync(), prefix, _scratch)).ShouldBe(ObjectKeys.Expected, ignoreOrder: true, "what MinIO holds");
        (await ObjectKeys.CheckAsync(settings, prefix, _scratch)).ShouldBe(ObjectKeys.Expected, ignoreOrder: true, "what comes back");
        await ObjectKeys.DeleteAsync(settings, prefix, _scratch);
        (await ObjectKeys.CheckAsync(await DirectlyAsync(), prefix, _scratch)).ShouldBeEmpty("what is left");
    }

    private async Task<Dictionary<string, string?>> DirectlyAsync() => (await world.Minio.RunningAsync()).RootEnvironment();
}
