using Gateway.Sandbox.Story;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Story;

public sealed class SandboxRunTests : IDisposable
{
    private readonly StringWriter output = new();
    private readonly StringWriter errors = new();

    public void Dispose()
    {
        output.Dispose();
        errors.Dispose();
    }

    [Fact]
    public async Task A_story_that_comes_out_as_told_ends_with_0()
    {
        (await RunAsync([new StoryStep("one", () => Task.FromResult("it went well"))], "--once")).ShouldBe(0);

        output.ToString().ShouldContain("it went well");
        errors.ToString().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("--once")]
    [InlineData]
    public async Task A_story_that_fails_ends_with_1_at_the_step_that_failed(params string[] args)
    {
        var told = false;

        var code = await RunAsync(
        [
            new StoryStep("one", () => Task.FromResult("well")),
            new StoryStep("two", () => throw new StoryException("it was not refused")),
            new StoryStep("three", () => Task.FromResult($"{told = true}")),
        ], args);

        code.ShouldBe(1);
        errors.ToString().TrimEnd().ShouldBe("sandbox: step 2 (two) did not come out as told: it was not refused");
        told.ShouldBeFalse();
    }

    [Fact]
    public async Task A_sandbox_that_cannot_start_says_so_in_one_line_and_ends_with_1()
    {
        var run = new SandboxRun(() => throw new IOException("Failed to bind to address http://127.0.0.1:1:\naddress already in use."), _ => [], output, errors);

        (await run.RunAsync(["--once"])).ShouldBe(1);

        errors.ToString().TrimEnd().ShouldBe("sandbox: it cannot start: Failed to bind to address http://127.0.0.1:1: address already in use.");
        output.ToString().ShouldBeEmpty();
    }

    [Fact]
    public async Task An_unknown_option_is_told_with_what_there_is()
    {
        (await new SandboxRun(() => throw new InvalidOperationException(), _ => [], output, errors).RunAsync(["--twice"])).ShouldBe(2);

        errors.ToString().ShouldContain("Usage: dotnet run --project sandbox [-- --once]");
    }

    private Task<int> RunAsync(StoryStep[] steps, params string[] args) =>
        new SandboxRun(() => SandboxSystem.StartAsync(TimeProvider.System), _ => steps, output, errors).RunAsync(args);
}
