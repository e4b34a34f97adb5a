using System.Text.Json;
using Amazon.Runtime;
using Gateway.Assuming;
using Gateway.Sandbox.Aws;
using Gateway.Tests.Assuming;
using Gateway.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Health;

/// <summary>Without AWS credentials of the gateway's own no call to AWS can be served, and <c>/readyz</c> says so before the first one.</summary>
public sealed class BaseCredentialReadinessTests
{
    private static readonly BasicAWSCredentials Key = new(AwsStandIn.BaseAccessKeyId, AwsStandIn.BaseSecretAccessKey);

    [Fact]
    public async Task A_gateway_whose_credentials_are_nowhere_says_so_without_the_chain_s_own_words()
    {
        await using var gateway = await TestGateway.StartAsync(credentials: () => throw new AmazonClientException("asked 169.254.170.23 in vain"));
        await Waiting.UntilAsync(() => Task.FromResult(gateway.Logs.Text.Contains("1400", StringComparison.Ordinal)));

        var (status, report) = await ReadyAsync(gateway);

        status.ShouldBe(200);
        Texts(report, "warnings").ShouldBe(["aws: the gateway has no credentials of its own; it needs a role (IRSA, Pod Identity, instance profile) or a profile, and the log has the cause (event 1400)"]);
        gateway.Logs.Text.ShouldContain("asked 169.254.170.23 in vain");
        gateway.Telemetry.Collect();
        gateway.Telemetry.Measurements.Last(measured => measured.Instrument == "gateway.aws.credentials.failing").Value.ShouldBe(1);
    }

    [Fact]
    public async Task The_warning_goes_once_they_are_found_though_nobody_calls()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56));
        var there = false;
        await using var gateway = await TestGateway.StartAsync(time: time, credentials: () => Volatile.Read(ref there) ? Key : throw new AmazonClientException("none yet"));
        await Waiting.UntilAsync(async () => Texts((await ReadyAsync(gateway)).Report, "warnings").Count == 1);

        Volatile.Write(ref there, true);
        time.Advance(TimeSpan.FromSeconds(5));

        await Waiting.UntilAsync(async () => Texts((await ReadyAsync(gateway)).Report, "warnings").Count == 0);
    }

    [Fact]
    public async Task A_chain_that_is_slow_holds_up_neither_the_start_nor_readyz()
    {
        using var answers = new ManualResetEventSlim();
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56));
        await using var gateway = await TestGateway.StartAsync(time: time, credentials: () =>
        {
            answers.Wait();
            return Key;
        });
        time.Advance(TimeSpan.FromSeconds(6));

        var (status, report) = await ReadyAsync(gateway);

        status.ShouldBe(200);
        Texts(report, "warnings").ShouldBe(["aws: the gateway's own credentials are still being looked for"]);
        answers.Set();
        await Waiting.UntilAsync(async () => Texts((await ReadyAsync(gateway)).Report, "warnings").Count == 0);
    }

    [Fact]
    public async Task Credentials_that_were_found_and_cannot_be_had_are_a_warning_until_they_are_had_again()
    {
        var credentials = new FailingCredentials();
        await using var gateway = await TestGateway.StartAsync(credentials: () => credentials);
        await Waiting.UntilAsync(async () => Texts((await ReadyAsync(gateway)).Report, "warnings").Count == 0);

        credentials.Fails = true;
        await gateway.AssumeAsync();

        var (status, report) = await ReadyAsync(gateway);
        status.ShouldBe(200);
        Texts(report, "warnings").ShouldHaveSingleItem().ShouldStartWith("aws: the gateway's own credentials were found and cannot be had since ");

        credentials.Fails = false;
        await gateway.AssumeAsync();
        Texts((await ReadyAsync(gateway)).Report, "warnings").ShouldBeEmpty();
    }

    [Fact]
    public async Task They_are_tried_again_every_five_seconds_while_someone_looks_so_that_the_warning_goes_though_nobody_calls()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56));
        var credentials = new FailingCredentials { Fails = true };
        await using var gateway = await TestGateway.StartAsync(time: time, credentials: () => credentials);
        await gateway.AssumeAsync();
        await Waiting.UntilAsync(async () => Texts((await ReadyAsync(gateway)).Report, "warnings").Count == 1 && credentials.Asked == 2);

        credentials.Fails = false;
        for (var looks = 0; looks < 10; looks++)
        {
            Texts((await ReadyAsync(gateway)).Report, "warnings").Count.ShouldBe(1);
        }

        credentials.Asked.ShouldBe(2);
        time.Advance(TimeSpan.FromSeconds(5));
        await Waiting.UntilAsync(async () => Texts((await ReadyAsync(gateway)).Report, "warnings").Count == 0);
        credentials.Asked.ShouldBe(3);
    }

    [Fact]
    public async Task The_metric_too_has_them_tried_again()
    {
        var credentials = new FailingCredentials { Fails = true };
        await using var gateway = await TestGateway.StartAsync(credentials: () => credentials);
        await gateway.AssumeAsync();
        credentials.Fails = false;

        await Waiting.UntilAsync(() =>
        {
            gateway.Telemetry.Collect();
            return Task.FromResult(gateway.Telemetry.Measurements.Last(measured => measured.Instrument == "gateway.aws.credentials.failing").Value == 0);
        });
    }

    [Fact]
    public async Task A_trial_that_takes_long_holds_nobody_up_and_is_the_only_one()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56));
        var credentials = new FailingCredentials { Fails = true };
        await using var gateway = await TestGateway.StartAsync(time: time, credentials: () => credentials);
        await gateway.AssumeAsync();
        var slow = credentials.Hold();
        await Waiting.UntilAsync(async () => Texts((await ReadyAsync(gateway)).Report, "warnings").Count == 1 && credentials.Asked == 2);

        time.Advance(TimeSpan.FromMinutes(1));
        Texts((await ReadyAsync(gateway)).Report, "warnings").Count.ShouldBe(1);
        credentials.Asked.ShouldBe(2);

        slow.SetResult(Key.GetCredentials());
        await Waiting.UntilAsync(async () => Texts((await ReadyAsync(gateway)).Report, "warnings").Count == 0);
    }

    [Fact]
    public async Task What_went_wrong_once_is_no_warning_after_the_role_was_assumed_with_them()
    {
        var credentials = new FailingCredentials();
        await using var gateway = await TestGateway.StartAsync(credentials: () => credentials);
        credentials.Hold().SetException(new AmazonClientException("too slow"));
        (await gateway.AssumeAsync()).Assumed.ShouldBeFalse();

        (await gateway.AssumeAsync()).Assumed.ShouldBeTrue();

        gateway.Services.GetRequiredService<BaseCredentials>().FindTrouble().ShouldBeNull();
    }

    [Fact]
    public async Task Where_they_are_required_the_gateway_is_ready_once_they_were_found_and_stays_so()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56));
        using var answers = new ManualResetEventSlim();
        var credentials = new FailingCredentials();
        await using var gateway = await TestGateway.StartAsync(time: time, settings: [("Gateway:Aws:CredentialsRequired", "true")], credentials: () =>
        {
            answers.Wait();
            return credentials;
        });

        var (status, report) = await ReadyAsync(gateway);
        status.ShouldBe(503);
        Texts(report, "missing").ShouldBe(["aws: the gateway's own credentials are still being looked for"]);

        answers.Set();
        await Waiting.UntilAsync(async () => (await ReadyAsync(gateway)).Status == 200);
        credentials.Fails = true;
        await gateway.AssumeAsync();
        (await ReadyAsync(gateway)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Where_they_are_required_and_nowhere_the_gateway_is_not_ready()
    {
        await using var gateway = await TestGateway.StartAsync(
            settings: [("Gateway:Aws:CredentialsRequired", "true")], credentials: () => throw new AmazonClientException("none"));
        await Waiting.UntilAsync(async () => Texts((await ReadyAsync(gateway)).Report, "missing").Any(text => text.Contains("no credentials of its own", StringComparison.Ordinal)));

        (await ReadyAsync(gateway)).Status.ShouldBe(503);
    }

    private static async Task<(int Status, JsonElement Report)> ReadyAsync(TestGateway gateway)
    {
        using var answer = await gateway.Client.GetAsync("/readyz");
        return ((int)answer.StatusCode, await answer.JsonAsync());
    }

    private static IReadOnlyList<string> Texts(JsonElement report, string name) => [.. report.GetProperty(name).EnumerateArray().Select(text => text.GetString()!)];

    private sealed class FailingCredentials : AWSCredentials
    {
        private TaskCompletionSource<ImmutableCredentials>? held;
        private int asked;

        public bool Fails { get; set; }

        /// <summary>How often they were asked for by <see cref="GetCredentialsAsync"/>.</summary>
        public int Asked => Volatile.Read(ref asked);

        /// <summary>Has whoever asks next wait for the answer that is given here, and nobody after that.</summary>
        public TaskCompletionSource<ImmutableCredentials> Hold() => held = new TaskCompletionSource<ImmutableCredentials>(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>The SDK itself asks in this way too.</summary>
        public override ImmutableCredentials GetCredentials() => Key.GetCredentials();

        public override Task<ImmutableCredentials> GetCredentialsAsync()
        {
            var (fails, slow) = (Fails, Interlocked.Exchange(ref held, null));
            Interlocked.Increment(ref asked);
            return slow?.Task ?? (fails ? Task.FromException<ImmutableCredentials>(new AmazonClientException("the token was refused")) : Task.FromResult(Key.GetCredentials()));
        }
    }
}
