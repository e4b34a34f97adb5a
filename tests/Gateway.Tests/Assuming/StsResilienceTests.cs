using System.Net;
using Amazon.Runtime;
using Gateway.Assuming;
using Gateway.Tests.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Polly;
using Polly.CircuitBreaker;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Assuming;

/// <summary>The pipeline alone: nothing here waits for anything but the pipeline's own clock.</summary>
public sealed class StsResilienceTests
{
    private readonly FakeTimeProvider time = new();
    private readonly ResiliencePipeline pipeline;
    private int calls;
    private int troubled = int.MaxValue;
    private Exception? trouble;

    public StsResilienceTests() => pipeline = StsResilience.Build(time, NullLogger.Instance);

    [Theory]
    [InlineData("Throttling", HttpStatusCode.BadRequest)]
    [InlineData("InternalFailure", HttpStatusCode.InternalServerError)]
    public async Task Trouble_that_passes_is_not_noticed(string code, HttpStatusCode status)
    {
        trouble = Trouble(code, status);
        troubled = 2;

        (await time.PassUntilAsync(CallAsync())).ShouldBeNull();
        calls.ShouldBe(3);
    }

    [Fact]
    public async Task STS_that_fails_ten_times_is_left_alone_for_ten_seconds()
    {
        trouble = Trouble("InternalFailure", HttpStatusCode.InternalServerError);
        using var over = new CancellationTokenSource();
        // Each has failed once and waits to try again, which takes time, and none passes.
        var failing = Enumerable.Range(0, 10).Select(_ => CallAsync(over.Token)).ToList();

        (await CallAsync()).ShouldBeOfType<BrokenCircuitException>();
        calls.ShouldBe(10);

        await over.CancelAsync();
        await Task.WhenAll(failing);
        trouble = null;
        time.Advance(TimeSpan.FromSeconds(11));
        (await CallAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task Throttling_opens_no_circuit()
    {
        trouble = Trouble("Throttling", HttpStatusCode.BadRequest);
        foreach (var _ in Enumerable.Range(0, 8))
        {
            (await time.PassUntilAsync(CallAsync())).ShouldBe(trouble);
        }

        calls.ShouldBe(24);
    }

    private static AmazonServiceException Trouble(string code, HttpStatusCode status) => new("trouble", ErrorType.Receiver, code, "r", status);

    /// <summary>What one call under the pipeline ends with.</summary>
    private Task<Exception?> CallAsync(CancellationToken cancellation = default) => Record.ExceptionAsync(async () => await pipeline.ExecuteAsync(
        _ =>
        {
            calls++;
            return trouble is null || calls > troubled ? ValueTask.CompletedTask : throw trouble;
        },
        cancellation)).AsTask();
}
