using System.Runtime.InteropServices;
using Gateway.Cli.Running;
using Gateway.Cli.Tests.Standins;

namespace Gateway.Cli.Tests.Running;

public sealed class SignalTests
{
    [Theory]
    [InlineData(PosixSignal.SIGINT)]
    [InlineData(PosixSignal.SIGQUIT)]
    [InlineData(PosixSignal.SIGTERM)]
    [InlineData(PosixSignal.SIGHUP)]
    public async Task Signal_that_no_terminal_sends_to_both_is_passed_on_to_the_command(PosixSignal signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such signals.");
        await using var world = await World.LoggedInAsync();
        var ready = Path.Combine(world.Home, "ready");
        // A session of its own has no terminal, wherever the test is run.
        var process = await StsgwProcess.OfAsync(world, RealShell.Require("setsid"));

        using var exec = process.Start(
            "exec", "--role", "orders-reader", "--", "sh", "-c", $"trap 'exit 7' INT QUIT TERM HUP; : > '{ready}'; while :; do sleep 0.05; done");
        while (!File.Exists(ready) && !exec.HasExited)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        PosixSignals.Send(exec.Id, signal);
        await exec.WaitForExitAsync(TestContext.Current.CancellationToken);

        exec.ExitCode.ShouldBe(7, await exec.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
    }
}
