using Gateway.Aws;
using Gateway.Hosting;
using Gateway.Policies;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Hosting;

public sealed class WrongSettingsTests
{
    [Fact]
    public void Every_wrong_setting_is_told_at_once_by_its_key()
    {
        var thrown = Should.Throw<Exception>(() => GatewayApp.Build(
        [
            "--Gateway:Issuers:0:Authority=http://sso.example/realms/example", "--Gateway:Issuers:0:Audience=gateway", "--Gateway:Aws:Region=Frankfurt",
            "--Gateway:Sessions:Keys:0=c2hvcnQ=", "--Gateway:Forward:MaxBufferedBody=1", "--Gateway:TrustedProxies:0=everyone", "--Gateway:Domain=https://x", "--Gateway:Aws:Endpoints:nonsense=http://127.0.0.1:1",
            "--Gateway:Audit:Sinks:0=kafka", "--Gateway:Audit:Sinks:1=file", "--Gateway:Audit:WhenFull=wait", "--Gateway:Audit:QueueLength=1", "--Gateway:Audit:File:Keep=0",
            "--Gateway:Telemetry:OtlpEndpoint=collector:4317", "--OTEL_EXPORTER_OTLP_LOGS_ENDPOINT=collector",
            "--OTEL_EXPORTER_OTLP_HEADERS=Bearer c2hvcnQ", "--OTEL_EXPORTER_OTLP_TRACES_TIMEOUT=10s",
            "--Gateway:Redis=,password=c2hvcnQ=", "--Gateway:Management:Port=65536", "--Gateway:Management:Address=ftp://x", "--Gateway:Revocations:Lifetime=00:00:01", "--Gateway:Revocations:MaxEntries=1",
            "--Gateway:Limits:Burst=0", "--Gateway:Limits:Drain=00:00:00", "--Gateway:Limits:HeaderCount=1", "--Gateway:MaxVerifiedTokens=99",
        ]));

        var told = Told(thrown);
        foreach (var key in new[]
        {
            "Gateway:PolicyFile", "Gateway:Issuers:0:Authority", "RequireHttpsMetadata=false", "Gateway:Aws:Region 'Frankfurt'", "Gateway:Sessions:Keys:0",
            "Gateway:Forward:MaxBufferedBody", "Gateway:TrustedProxies:0", "Gateway:Domain", "Gateway:Aws:Endpoints:nonsense",
            "Gateway:Audit:Sinks:0 'kafka'", "Gateway:Audit:WhenFull", "Gateway:Audit:QueueLength", "Gateway:Audit:File:Keep", "Gateway:Telemetry:OtlpEndpoint", "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT",
            "OTEL_EXPORTER_OTLP_HEADERS must be headers as name=value", "OTEL_EXPORTER_OTLP_TRACES_TIMEOUT '10s'",
            "Gateway:Redis", "Gateway:Management:Port", "Gateway:Management:Address", "Gateway:Revocations:Lifetime", "Gateway:Revocations:MaxEntries", "Gateway:Limits:Burst", "Gateway:Limits:Drain", "Gateway:Limits:HeaderCount",
            "Gateway:MaxVerifiedTokens must be between 100 and 1,000,000.",
        })
        {
            told.ShouldContain(key);
        }

        told.ShouldNotContain("c2hvcnQ");
    }

    [Fact]
    public void Every_value_of_a_wrong_type_is_told_at_once_with_all_else_that_is_wrong()
    {
        var thrown = Should.Throw<Exception>(() => GatewayApp.Build(
        [
            "--Gateway:Issuers:0:Authority=https://sso.example/realms/example", "--Gateway:Issuers:0:Audience=gateway", "--Gateway:Issuers:0:KeyRefreshInterval=soon",
            "--Gateway:Issuers:1:Authority=https://other.example", "--Gateway:Issuers:1:Audience=gateway", "--Gateway:Issuers:1:RequireHttpsMetadata=perhaps",
            "--Gateway:MaxVerifiedTokens=many", "--Gateway:Aws:Region=Frankfurt", "--Gateway:Sessions:MaxOpened=1.5", "--Gateway:Forward:MaxBufferedBody=64MiB",
            "--Gateway:Audit:QueueLength=ten", "--Gateway:Audit:Sinks:0=kafka", "--Gateway:Audit:File:MaxBytes=large", "--Gateway:Management:Port=abc", "--Gateway:Management:Address=ftp://x",
            "--Gateway:Revocations:Lifetime=forever", "--Gateway:Limits:Burst=", "--Gateway:Limits:Drain=5 minutes", "--Gateway:Limits:Connections=99999999999",
            "--Gateway:Assuming:MaxSessions=x", "--Gateway:Sso:LoginsPerMinute=x", "--Gateway:Telemetry:PropagateToAws=1", "--Gateway:Portal:Issuer=https://unknown.example", "--Gateway:Management:Issuer=https://sso.example/realms/operators",
        ]));

        var told = Told(thrown);
        foreach (var problem in new[]
        {
            "Gateway:Issuers:0:KeyRefreshInterval 'soon' is not a length of time", "Gateway:Issuers:1:RequireHttpsMetadata 'perhaps' is neither true nor false",
            "Gateway:MaxVerifiedTokens 'many' is not a whole number", "Gateway:Aws:Region 'Frankfurt'", "Gateway:Sessions:MaxOpened '1.5'", "Gateway:Forward:MaxBufferedBody '64MiB'",
            "Gateway:Audit:QueueLength 'ten'", "Gateway:Audit:Sinks:0 'kafka'", "Gateway:Audit:File:MaxBytes 'large'", "Gateway:Management:Port 'abc'", "Gateway:Management:Address must",
            "Gateway:Revocations:Lifetime 'forever'", "Gateway:Limits:Burst ''", "Gateway:Limits:Drain '5 minutes'", "Gateway:Limits:Connections '99999999999'",
            "Gateway:Assuming:MaxSessions 'x'", "Gateway:Sso:LoginsPerMinute 'x'", "Gateway:Telemetry:PropagateToAws '1'", "Gateway:Portal:Issuer 'https://unknown.example'", "Gateway:Management:Issuer 'https://sso.example/realms/operators'", "Gateway:PolicyFile",
        })
        {
            told.ShouldContain(problem);
        }

        told.Split('\n').ShouldBeUnique();
    }

    [Theory]
    [InlineData("Gateway:Telemetry:OtlpEndpoint")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT")]
    public void An_address_of_a_collector_that_is_no_URL_is_told_by_its_key(string key) =>
        Told(Should.Throw<Exception>(() => GatewayApp.Build([$"--{key}=foo"]))).Split('\n').ShouldContain($"{key} must be an http or https URL, such as http://collector:4317.");

    [Fact]
    public void Every_log_level_that_is_none_is_told_by_its_key() =>
        Told(Should.Throw<Exception>(() => GatewayApp.Build(["--Logging:LogLevel:Default=loud", "--Logging:Console:LogLevel:Gateway=quiet", "--Logging:LogLevel:Yarp=debug"]))).Split('\n').ShouldBe(
        [
            "Logging:Console:LogLevel:Gateway 'quiet' is no log level; it must be one of Trace, Debug, Information, Warning, Error, Critical, None.",
            "Logging:LogLevel:Default 'loud' is no log level; it must be one of Trace, Debug, Information, Warning, Error, Critical, None.",
        ]);

    [Theory]
    [InlineData("Gateway:TrustedProxies", "Gateway:TrustedProxies is one value; write Gateway:TrustedProxies:0, ….")]
    [InlineData("Gateway:Audit:Sinks", "Gateway:Audit:Sinks is one value; write Gateway:Audit:Sinks:0, ….")]
    [InlineData("Gateway:Sessions:Keys", "Gateway:Sessions:Keys is one value; write Gateway:Sessions:Keys:0, ….")]
    [InlineData("Gateway:Aws:Endpoints", "Gateway:Aws:Endpoints is one value; write Gateway:Aws:Endpoints:<name>.")]
    [InlineData("Gateway:Issuers", "Gateway:Issuers is one value; write Gateway:Issuers:0, ….")]
    public void One_value_where_several_belong_is_refused_without_repeating_it(string key, string problem)
    {
        var told = Told(Should.Throw<Exception>(() => GatewayApp.Build([$"--{key}=c2hvcnQ"])));

        told.Split('\n').ShouldContain(problem);
        told.ShouldNotContain("c2hvcnQ");
    }

    [Fact]
    public async Task A_setting_that_nothing_reads_is_told_by_its_key_and_does_not_stop_the_start()
    {
        string[] wrong = ["Gateway:Aws:Reigon", "Gateway:Issuers:0:Audiences", "Gateway:Limits:RequestPerSecond", "Gateway:Session:Keys:0"];
        await using var gateway = await TestGateway.StartAsync(settings:
        [
            .. wrong.Select(key => (key, "c2hvcnQ")),
            ("Gateway:aws:endpoints:s3", "http://127.0.0.1:1"), ("Gateway:TrustedProxies:0", "10.0.0.0/8"), ("Gateway:Audit:File:Keep", "3"), ("Logging:LogLevel:Default", "Warning"), ("Elsewhere", "1"),
        ]);

        gateway.Services.GetRequiredService<UnknownSettings>().Keys.ShouldBe(wrong);
        gateway.Logs.Text.ShouldContain("Warning 2302 Gateway:Aws:Reigon is set, and is no setting of this gateway's");
        gateway.Logs.Text.ShouldNotContain("c2hvcnQ");
    }

    [Fact]
    public async Task A_file_of_the_settings_folder_is_a_setting_by_its_name_and_wins()
    {
        var folder = Directory.CreateTempSubdirectory("gateway-settings-");
        try
        {
            // As Kubernetes mounts a Secret.
            await File.WriteAllTextAsync(Path.Combine(folder.CreateSubdirectory("..2026_11_30").FullName, "Gateway__Aws__Region"), "eu-central-1\n");
            Directory.CreateSymbolicLink(Path.Combine(folder.FullName, "..data"), "..2026_11_30");
            File.CreateSymbolicLink(Path.Combine(folder.FullName, "Gateway__Aws__Region"), "..data/Gateway__Aws__Region");
            await using var gateway = GatewayApp.Build(
            [
                "--Gateway:SettingsFolder=" + folder.FullName, "--Gateway:Aws:Region=eu-west-1", "--Gateway:PolicyFile=policy.yaml",
                "--Gateway:Issuers:0:Authority=https://sso.example/realms/example", "--Gateway:Issuers:0:Audience=gateway",
            ]);

            gateway.Services.GetRequiredService<IOptions<AwsOptions>>().Value.Region.ShouldBe("eu-central-1");
            gateway.Services.GetRequiredService<UnknownSettings>().Keys.ShouldBeEmpty();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_settings_folder_that_is_not_there_is_told() =>
        Told(Should.Throw<Exception>(() => GatewayApp.Build(["--Gateway:SettingsFolder=/no/such/folder"])))
            .ShouldContain("Gateway:SettingsFolder '/no/such/folder' is no folder that is there and may be read.");

    [Fact]
    public async Task No_settings_file_is_watched()
    {
        await using var gateway = await TestGateway.StartAsync();

        var files = ((IConfigurationRoot)gateway.Services.GetRequiredService<IConfiguration>()).Providers.OfType<FileConfigurationProvider>().ToList();

        files.ShouldNotBeEmpty();
        files.ShouldAllBe(file => !file.Source.ReloadOnChange);
    }

    /// <summary>The rest of a password would be taken for a host, and told in errors as such.</summary>
    [Theory]
    [InlineData("redis.example:6379,password=c2hv,cnQ=")]
    [InlineData("redis.example:6379,password=c2hv,cnQ")]
    [InlineData("redis.example:6379,sentinelPassword=c2hv,cnQ,ssl=true")]
    public void A_host_behind_a_password_of_the_Redis_is_refused_without_repeating_it(string connection)
    {
        var told = Told(Should.Throw<Exception>(() => GatewayApp.Build(["--Gateway:Redis=" + connection])));

        told.Split('\n').Count(line => line.Contains("Gateway:Redis", StringComparison.Ordinal)).ShouldBe(1);
        told.ShouldNotContain("cnQ");
    }

    [Theory]
    [InlineData("", "Gateway:Audit:File:Path is required")]
    [InlineData("/no/such/folder/audit.jsonl", "in a folder that does not exist")]
    [InlineData("/tmp", "Gateway:Audit:File:Path '/tmp' is a folder; name a file in it.")]
    [InlineData("/proc/audit.jsonl", "Gateway:Audit:File:Path '/proc/audit.jsonl' cannot be written")]
    public async Task An_audit_file_that_cannot_be_written_is_told_at_start(string path, string problem)
    {
        var thrown = await Should.ThrowAsync<OptionsValidationException>(() => TestGateway.StartAsync(settings: [("Gateway:Audit:Sinks:0", "file"), ("Gateway:Audit:File:Path", path)]));

        thrown.Message.ShouldContain(problem);
    }

    [Fact]
    public async Task An_audit_file_that_can_be_written_is_left_as_it_is()
    {
        var folder = Directory.CreateTempSubdirectory("gateway-audit-");
        try
        {
            var file = Path.Combine(folder.FullName, "audit.jsonl");
            await File.WriteAllTextAsync(file, "{}\n");
            File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch);

            await using (await TestGateway.StartAsync(settings: [("Gateway:Audit:Sinks:0", "file"), ("Gateway:Audit:File:Path", file)]))
            {
                (await File.ReadAllTextAsync(file)).ShouldBe("{}\n");
                File.GetLastWriteTimeUtc(file).ShouldBe(DateTime.UnixEpoch);
                folder.GetFiles().ShouldHaveSingleItem();
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_bad_policy_file_stops_the_start_with_every_problem()
    {
        var thrown = await Should.ThrowAsync<PolicyFileException>(() => TestGateway.StartAsync(policy: "version: 2\ngrants: [{ id: x, whn: {} }]"));

        thrown.Message.ShouldContain("version");
        thrown.Message.ShouldContain("whn");
    }

    [Fact]
    public void What_is_wrong_in_the_policy_file_is_told_with_the_wrong_settings()
    {
        var folder = Directory.CreateTempSubdirectory("gateway-policy-");
        try
        {
            var file = Path.Combine(folder.FullName, "policy.yaml");
            File.WriteAllText(file, "version: 2\ngrants: [{ id: x, whn: {} }]");

            Told(Build(file)).ShouldSatisfyAllConditions(
                told => told.ShouldContain("Gateway:Aws:Region 'Frankfurt'"), told => told.ShouldContain($"{file}:1:10: error: version"), told => told.ShouldContain("whn"));
            Told(Build("/no/such/policy.yaml")).ShouldSatisfyAllConditions(
                told => told.ShouldContain("Gateway:Aws:Region 'Frankfurt'"), told => told.ShouldContain("The policy file '/no/such/policy.yaml' (Gateway:PolicyFile) cannot be read"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        static Exception Build(string policyFile) => Should.Throw<Exception>(() => GatewayApp.Build(
            ["--Gateway:PolicyFile=" + policyFile, "--Gateway:Aws:Region=Frankfurt", "--Gateway:Issuers:0:Authority=https://sso.example/realms/example", "--Gateway:Issuers:0:Audience=gateway"]));
    }

    private static string Told(Exception thrown) => string.Join('\n', thrown is AggregateException several
        ? several.InnerExceptions.Cast<OptionsValidationException>().SelectMany(e => e.Failures)
        : ((OptionsValidationException)thrown).Failures);
}
