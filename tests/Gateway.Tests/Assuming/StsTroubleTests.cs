using Gateway.Assuming;
using Gateway.Tests.Hosting;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Assuming;

/// <summary>What becomes of a call while STS is slow, throttles, breaks or refuses: which failure, after how many tries, and that it does not stay.</summary>
public sealed class StsTroubleTests : IDisposable
{
    private readonly CannedSts sts = new();

    public void Dispose() => sts.Dispose();

    [Theory]
    [InlineData("throttles", "Throttled", 3)]
    [InlineData("throttles by status", "Throttled", 3)]
    [InlineData("fails", "Unavailable", 3)]
    [InlineData("is behind a broken proxy", "Unavailable", 3)]
    [InlineData("answers with a page", "Unavailable", 1)]
    [InlineData("answers with a whole page", "Unavailable", 1)]
    [InlineData("answers with nothing", "Unavailable", 1)]
    [InlineData("answers with garbage", "Unavailable", 1)]
    [InlineData("answers with half of it", "Unavailable", 1)]
    [InlineData("refuses", "Refused", 1)]
    [InlineData("finds the session wrong", "Refused", 1)]
    [InlineData("is not activated", "Unavailable", 1)]
    [InlineData("finds the gateway's key expired", "NoBaseCredentials", 1)]
    public async Task Trouble_is_told_by_its_kind_and_retried_only_where_that_may_help(string trouble, string reason, int calls)
    {
        await using var gateway = await StartAsync();
        sts.Always(CannedSts.Trouble(trouble));

        var failed = await gateway.AssumeAsync();

        failed.Failure.ShouldNotBeNull().Reason.ToString().ShouldBe(reason, failed.Failure.Message);
        sts.Calls.ShouldBe(calls);
    }

    [Fact]
    public async Task A_page_in_place_of_an_answer_leaves_a_line_in_the_log()
    {
        await using var gateway = await StartAsync();
        sts.Always(CannedSts.Trouble("answers with a whole page"));

        await gateway.AssumeAsync();

        gateway.Logs.Text.ShouldContain($"Warning 1401 {TestPolicy.ReaderArn} was not assumed: NoCredentials: What answers in place of AWS STS gave no credentials");
    }

    [Fact]
    public async Task STS_that_is_not_activated_in_the_region_is_told_with_what_the_operator_can_do()
    {
        await using var gateway = await StartAsync();
        sts.Always(CannedSts.Trouble("is not activated"));

        (await gateway.AssumeAsync()).Failure.ShouldNotBeNull().Message.ShouldBe(
            $"AWS STS is not activated in eu-west-1 for the account of {TestPolicy.ReaderArn}; the operator must activate it there, in IAM's account settings, or set Gateway:Aws:Region to a region where it is.");
    }

    [Theory]
    [InlineData("throttles")]
    [InlineData("fails")]
    [InlineData("answers with a page")]
    [InlineData("finds the gateway's key expired")]
    public async Task Trouble_that_is_over_is_forgotten(string trouble)
    {
        await using var gateway = await StartAsync();
        sts.Always(CannedSts.Trouble(trouble));
        await gateway.AssumeAsync();

        sts.Always(CannedSts.Well);

        (await gateway.AssumeAsync()).Assumed.ShouldBeTrue();
    }

    [Fact]
    public async Task STS_that_is_slow_is_given_up_on()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var gateway = await StartAsync(time);
        sts.Always(CannedSts.Trouble("is slow"));
        var began = time.GetUtcNow();

        var failed = await time.PassUntilAsync(gateway.AssumeAsync());

        failed.Failure!.Reason.ShouldBe(AssumeFailureReason.Unavailable);
        (time.GetUtcNow() - began).ShouldBeGreaterThan(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task STS_that_is_not_there_is_unavailable()
    {
        await using var gateway = await TestGateway.StartAsync(settings: [("Gateway:Aws:Endpoints:sts", "http://127.0.0.1:9")]);

        (await gateway.AssumeAsync()).Failure!.Reason.ShouldBe(AssumeFailureReason.Unavailable);
    }

    private Task<TestGateway> StartAsync(TimeProvider? time = null) => TestGateway.StartAsync(time: time, settings: [sts.Setting]);
}
