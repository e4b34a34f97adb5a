using Gateway.RealTests.Aws;
using Gateway.RealTests.CommandLine;
using Gateway.RealTests.Compose;
using Gateway.RealTests.Helm;
using Gateway.RealTests.Keycloak;
using Gateway.RealTests.Ldap;
using Gateway.RealTests.Portal;
using Gateway.RealTests.Replicas;
using Gateway.RealTests.Telemetry;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Parts;

/// <summary>Runs on every machine, so that the suite is never empty, and says what the others will find.</summary>
public sealed class PartsTests
{
    [Fact]
    public async Task Parts_are_named()
    {
        var found = new Dictionary<string, string?>
        {
            ["Java"] = Tool.OnPath("java"),
            ["Keycloak"] = await KeycloakServer.FindHomeAsync(),
            ["MinIO"] = await MinioServer.FindAsync(),
            ["moto"] = MotoServer.Find(),
            ["OpenLDAP"] = LdapDirectory.Find(),
            ["AWS CLI"] = AwsCli.Find(),
            ["AWS CLI 1"] = await AwsCli.FindAsync("aws-cli/1"),
            ["AWS CLI 2"] = await AwsCli.FindAsync("aws-cli/2"),
            ["rclone"] = Tool.OnPath("rclone"),
            ["s3cmd"] = Tool.OnPath("s3cmd"),
            ["Redis"] = RedisServer.Find(),
            ["nginx"] = NginxProxy.Find(),
            ["AWS CLI 2 of npm"] = AwsCliTwo.FindCurrent(),
            ["AWS CLI 2 of Debian"] = AwsCliTwo.FindDebian(),
            ["AWS SDK for JavaScript"] = JavaScriptClient.Find(),
            ["Node.js"] = Tool.OnPath("node"),
            ["Python"] = PythonClient.Find(),
            ["Chromium"] = Chromium.Find(),
            ["clang"] = Tool.OnPath("clang"),
            ["GNOME keyring"] = Keyring.Find(),
            ["Prometheus"] = PrometheusServer.Find(),
            ["promtool"] = Promtool.Find(),
            ["jq"] = Tool.OnPath("jq"),
            ["OpenTelemetry Collector"] = await OtelCollector.FindAsync(),
            ["Docker engine"] = await DockerEngine.FindAsync(),
            ["helm"] = await HelmCli.FindAsync(),
            ["etcd"] = KubernetesApi.FindEtcd(),
            ["kube-apiserver"] = await KubernetesApi.FindApiServerAsync(),
        };
        foreach (var (part, path) in found)
        {
            TestContext.Current.TestOutputHelper!.WriteLine($"{part}: {path ?? "absent"}");
        }

        found.Where(part => part.Value is not null && !Path.Exists(part.Value)).ShouldBeEmpty("a part was found where nothing is");
        if (AbsentPart.IsFailure)
        {
            found.Where(part => part.Value is null).Select(part => part.Key).ShouldBeEmpty("REAL_PARTS=required, and these parts are absent");
        }
    }
}
