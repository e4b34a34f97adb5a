using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Helm;

/// <summary>The session keys that the chart makes itself.</summary>
public sealed class SessionKeyTests(RealWorld world)
{
    [Fact]
    public async Task Made_key_is_the_base64_of_32_bytes()
    {
        using var space = await InstalledAsync();

        var key = KeyOf(await SecretAsync(space), "key-1");

        Convert.FromBase64String(key!).Length.ShouldBe(32);
    }

    [Fact]
    public async Task Made_key_is_kept_on_upgrade()
    {
        using var space = await InstalledAsync();
        var before = KeyOf(await SecretAsync(space), "key-1");

        await space.UpgradeAsync("minimal", "--set", "replicaCount=3");

        KeyOf(await SecretAsync(space), "key-1").ShouldBe(before);
    }

    [Fact]
    public async Task Upgrade_without_a_change_rolls_no_pod()
    {
        using var space = await InstalledAsync();
        var before = await space.DeploymentAsync();

        await space.UpgradeAsync("minimal");

        (await space.DeploymentAsync())["spec"]!.ToJsonString().ShouldBe(before["spec"]!.ToJsonString());
    }

    [Fact]
    public async Task New_key_is_made_beside_the_old_one()
    {
        using var space = await InstalledAsync();
        var before = KeyOf(await SecretAsync(space), "key-1");

        await space.UpgradeAsync("minimal", "--set", "sessionKeys.names={key-2,key-1}");

        var secret = await SecretAsync(space);
        KeyOf(secret, "key-1").ShouldBe(before);
        KeyOf(secret, "key-2").ShouldNotBe(before);
    }

    [Fact]
    public async Task First_name_becomes_the_key_that_seals()
    {
        using var space = await InstalledAsync();

        await space.UpgradeAsync("minimal", "--set", "sessionKeys.names={key-2,key-1}");

        (await SessionKeysAsync(space)).ShouldBe(["Gateway__Sessions__Keys__0=key-2", "Gateway__Sessions__Keys__1=key-1"]);
    }

    [Fact]
    public async Task Name_may_be_a_date()
    {
        using var space = await InstalledAsync();

        await space.UpgradeAsync("minimal", "--set-string", "sessionKeys.names={20261125,key-1}");

        (await SessionKeysAsync(space)).ShouldBe(["Gateway__Sessions__Keys__0=20261125", "Gateway__Sessions__Keys__1=key-1"]);
    }

    [Fact]
    public async Task Key_off_the_list_is_removed()
    {
        using var space = await InstalledAsync();
        await space.UpgradeAsync("minimal", "--set", "sessionKeys.names={key-2,key-1}");

        await space.UpgradeAsync("minimal", "--set", "sessionKeys.names={key-2}");

        KeyOf(await SecretAsync(space), "key-1").ShouldBeNull();
    }

    [Fact]
    public async Task Rollback_brings_the_same_key_back()
    {
        using var space = await InstalledAsync();
        var before = KeyOf(await SecretAsync(space), "key-1");
        await space.UpgradeAsync("minimal", "--set", "sessionKeys.names={key-2}");

        await space.HelmAsync("rollback", "1");

        KeyOf(await SecretAsync(space), "key-1").ShouldBe(before);
    }

    [Fact]
    public async Task Lost_secret_is_made_anew_and_rolls_the_pods()
    {
        using var space = await InstalledAsync();
        var before = await ChecksumAsync(space);
        await space.DeleteAsync("secrets", "gw-gateway-sessions");

        await space.UpgradeAsync("minimal");

        (await ChecksumAsync(space)).ShouldNotBe(before);
    }

    /// <summary>Values of a release can be read back, and are reused by <c>--reuse-values</c>.</summary>
    [Fact]
    public async Task Made_key_is_no_value_of_the_release()
    {
        using var space = await InstalledAsync();

        (await space.HelmAsync("get values", "--all")).ShouldNotContain(KeyOf(await SecretAsync(space), "key-1")!);
    }

    [Fact]
    public async Task Upgrade_that_reuses_values_passes_the_schema()
    {
        using var space = await InstalledAsync();

        (await space.HelmAsync("upgrade", Chart.Folder, "--reuse-values")).ShouldContain("STATUS: deployed");
    }

    [Fact]
    public async Task Existing_secret_is_named_in_the_order_of_the_list()
    {
        using var space = await (await world.Kubernetes.RunningAsync()).NamespaceAsync();

        await space.InstallAsync("existing");

        (await SessionKeysAsync(space)).ShouldBe(["Gateway__Sessions__Keys__0=key-2026-11", "Gateway__Sessions__Keys__1=key-2026-08"]);
    }

    private async Task<KubernetesNamespace> InstalledAsync()
    {
        var space = await (await world.Kubernetes.RunningAsync()).NamespaceAsync();
        await space.InstallAsync("minimal");
        return space;
    }

    private static Task<JsonNode> SecretAsync(KubernetesNamespace space) => space.GetAsync("secrets", "gw-gateway-sessions");

    private static string? KeyOf(JsonNode secret, string name) =>
        secret["data"]![name] is { } data ? System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(data.GetValue<string>())) : null;

    private static async Task<string> ChecksumAsync(KubernetesNamespace space) =>
        (await space.DeploymentAsync())["spec"]!["template"]!["metadata"]!["annotations"]!["checksum/config"]!.GetValue<string>();

    private static async Task<IEnumerable<string>> SessionKeysAsync(KubernetesNamespace space) =>
        from variable in (await space.DeploymentAsync())["spec"]!["template"]!["spec"]!["containers"]![0]!["env"]!.AsArray()
        let secret = variable["valueFrom"]?["secretKeyRef"]
        let name = variable["name"]!.GetValue<string>()
        where secret is not null && name.StartsWith("Gateway__Sessions__", StringComparison.Ordinal)
        select $"{name}={secret["key"]}";
}
