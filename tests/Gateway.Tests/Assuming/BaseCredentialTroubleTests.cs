using Amazon.Runtime;
using Gateway.Assuming;
using Gateway.Sandbox.Aws;
using Gateway.Tests.Hosting;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Assuming;

/// <summary>What becomes of a call while the gateway's own credentials hang or cannot be had: it ends, and neither caller nor log takes STS for the cause.</summary>
public sealed class BaseCredentialTroubleTests
{
    private static readonly BasicAWSCredentials Key = new(AwsStandIn.BaseAccessKeyId, AwsStandIn.BaseSecretAccessKey);

    private readonly FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task Credentials_that_hang_are_given_up_on()
    {
        var credentials = new CannedCredentials(_ => Hang());
        await using var gateway = await TestGateway.StartAsync(time: time, credentials: () => credentials);

        var failed = await PassAsync(gateway.AssumeAsync(), () => credentials.Asked == 1);

        ShouldBeToldAsOwn(failed);
        gateway.Logs.Text.ShouldContain($"Warning 1401 {TestPolicy.ReaderArn} was not assumed: NoBaseCredentials: The gateway's own AWS credentials cannot be had: what gives them gave no answer in 5 seconds.");
    }

    [Fact]
    public async Task A_search_for_credentials_that_hangs_is_given_up_on()
    {
        using var over = new ManualResetEventSlim();
        await using var gateway = await TestGateway.StartAsync(time: time, credentials: () =>
        {
            over.Wait();
            return Key;
        });

        var failed = await time.PassUntilAsync(gateway.AssumeAsync());
        over.Set();

        ShouldBeToldAsOwn(failed);
        gateway.Logs.Text.ShouldContain("NoBaseCredentials: The gateway's own AWS credentials cannot be had: they are still being looked for after 5 seconds.");
    }

    [Fact]
    public async Task Credentials_that_cannot_be_had_are_told_with_the_cause_though_it_looks_like_one_of_the_network_s()
    {
        var cause = new AmazonClientException("Unable to reach the agent", new HttpRequestException("Connection refused (169.254.170.23:80)"));
        await using var gateway = await TestGateway.StartAsync(credentials: () => new CannedCredentials(_ => Task.FromException<ImmutableCredentials>(cause)));

        var failed = await gateway.AssumeAsync();

        ShouldBeToldAsOwn(failed);
        gateway.Logs.Text.ShouldContain(
            $"Warning 1401 {TestPolicy.ReaderArn} was not assumed: NoBaseCredentials: The gateway's own AWS credentials cannot be had: Unable to reach the agent (Connection refused (169.254.170.23:80))");
    }

    [Fact]
    public async Task However_many_callers_wait_for_credentials_that_hang_they_are_asked_for_once()
    {
        var credentials = new CannedCredentials(_ => Hang());
        await using var gateway = await TestGateway.StartAsync(time: time, credentials: () => credentials);

        await PassAsync(Task.WhenAll(Enumerable.Range(0, 10).Select(i => gateway.AssumeAsync("caller-" + i))), () => credentials.Asked > 0);

        credentials.Asked.ShouldBe(1);
    }

    [Fact]
    public async Task A_call_to_STS_that_heeds_no_time_out_is_given_up_on()
    {
        // The SDK asks once more, for each call, and its own wait for the answer cannot be ended.
        var credentials = new CannedCredentials(asked => asked == 1 ? Task.FromResult(Key.GetCredentials()) : Hang());
        await using var gateway = await TestGateway.StartAsync(time: time, credentials: () => credentials);

        var failed = await PassAsync(gateway.AssumeAsync(), () => credentials.Asked == 2);

        failed.Failure.ShouldNotBeNull().Reason.ShouldBe(AssumeFailureReason.Unavailable);
    }

    /// <summary>Lets the gateway's time pass once what shall hang has begun: the search before it takes time of the machine's.</summary>
    private async Task<T> PassAsync<T>(Task<T> asking, Func<bool> hangs)
    {
        await Waiting.UntilAsync(hangs);
        return await time.PassUntilAsync(asking);
    }

    private static void ShouldBeToldAsOwn(AssumeResult failed)
    {
        failed.Failure.ShouldNotBeNull().Reason.ShouldBe(AssumeFailureReason.NoBaseCredentials);
        failed.Failure.Message.ShouldBe("The gateway's own AWS credentials cannot be had; its operator finds the cause in the gateway's log.");
    }

    private static Task<ImmutableCredentials> Hang() => new TaskCompletionSource<ImmutableCredentials>().Task;

    /// <summary>Answers by how often it was asked.</summary>
    private sealed class CannedCredentials(Func<int, Task<ImmutableCredentials>> answer) : AWSCredentials
    {
        private int asked;

        public int Asked => Volatile.Read(ref asked);

        public override ImmutableCredentials GetCredentials() => Key.GetCredentials();

        public override Task<ImmutableCredentials> GetCredentialsAsync() => answer(Interlocked.Increment(ref asked));
    }
}
