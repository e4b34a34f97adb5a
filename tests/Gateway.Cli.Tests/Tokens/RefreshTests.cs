using Gateway.Cli.Terminal;
using Gateway.Cli.Tests.Standins;

namespace Gateway.Cli.Tests.Tokens;

public sealed class RefreshTests
{
    [Fact]
    public async Task Fresh_token_is_not_renewed()
    {
        await using var world = await World.LoggedInAsync();

        await world.RunAsync("token");

        world.Issuer.Refreshes.ShouldBe(0);
    }

    [Fact]
    public async Task Token_is_renewed_a_minute_before_its_end()
    {
        await using var world = await World.LoggedInAsync();
        world.Time.Advance(TimeSpan.FromSeconds(241));

        var token = await world.RunAsync("token");

        token.Code.ShouldBe(0, token.Error);
        world.Issuer.Refreshes.ShouldBe(1);
    }

    [Fact]
    public async Task Refresh_token_of_each_answer_is_the_next_one_used()
    {
        await using var world = await World.LoggedInAsync();
        for (var i = 0; i < 3; i++)
        {
            world.Time.Advance(TimeSpan.FromMinutes(5));
            (await world.RunAsync("token")).Code.ShouldBe(0);
        }

        world.Issuer.Refreshes.ShouldBe(3);
    }

    [Fact]
    public async Task Session_ended_at_the_issuer_says_to_log_in_again()
    {
        await using var world = await World.LoggedInAsync();
        world.Time.Advance(TimeSpan.FromMinutes(5));
        world.Issuer.SessionEnded = true;

        var run = await world.RunAsync("credential-process", "--role", "orders-reader");

        run.Code.ShouldBe((int)ExitCode.LoginNeeded);
        run.Error.ShouldContain("stsgw login --target 127.0.0.1");
    }

    [Fact]
    public async Task Token_that_still_lives_serves_while_the_issuer_is_down()
    {
        await using var world = await World.LoggedInAsync();
        world.Time.Advance(TimeSpan.FromSeconds(270));
        world.Issuer.Broken = true;

        (await world.RunAsync("token")).Code.ShouldBe(0);
    }

    [Fact]
    public async Task Dead_token_with_the_issuer_down_says_who_is_down()
    {
        await using var world = await World.LoggedInAsync();
        world.Time.Advance(TimeSpan.FromMinutes(6));
        world.Issuer.Broken = true;

        var run = await world.RunAsync("token");

        run.Code.ShouldBe((int)ExitCode.Unreachable);
        run.Error.ShouldContain(world.Issuer.Name);
    }

    [Fact]
    public async Task Token_that_the_gateway_rejects_is_replaced_once()
    {
        await using var world = await World.LoggedInAsync();
        var token = (await world.RunAsync("token")).Output.Trim();
        world.Gateway.RejectedTokens[token] = true;

        var roles = await world.RunAsync("roles", "-o", "json");

        roles.Code.ShouldBe(0, roles.Error);
        world.Issuer.Refreshes.ShouldBe(1);
        world.Gateway.AcceptedTokens.Last().ShouldNotBe(token);
    }

    [Fact]
    public async Task Broken_session_file_means_not_logged_in()
    {
        await using var world = await World.LoggedInAsync();
        await File.WriteAllTextAsync(world.SessionFile, "{ not json", TestContext.Current.CancellationToken);

        (await world.RunAsync("token")).Code.ShouldBe((int)ExitCode.LoginNeeded);
    }

    [Fact]
    public async Task Twenty_credential_processes_at_once_with_an_expired_token_refresh_once()
    {
        await using var world = await World.LoggedInAsync();
        var process = await StsgwProcess.OfAsync(world);

        var processes = Enumerable.Range(0, 20).Select(_ => process.Start("credential-process", "--role", "orders-reader")).ToArray();
        foreach (var each in processes)
        {
            await each.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        processes.Select(p => p.ExitCode).ShouldAllBe(code => code == 0);
        world.Issuer.Refreshes.ShouldBe(1);
        foreach (var each in processes)
        {
            (await each.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldContain("\"Version\": 1");
            each.Dispose();
        }
    }

    [Fact]
    public async Task Disk_without_room_for_a_session_is_told_before_a_refresh_token_is_spent()
    {
        RealShell.Require("sh");
        await using var world = await World.LoggedInAsync();
        // A limit on the size of files (in blocks of 512 bytes) stands for a disk that takes an empty file and no more than a little beyond.
        var process = await StsgwProcess.OfAsync(world, "sh", "-c", "trap '' XFSZ; ulimit -f 16; exec \"$@\"", "sh");

        using var token = process.Start("token");
        var error = await token.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await token.WaitForExitAsync(TestContext.Current.CancellationToken);

        token.ExitCode.ShouldBe((int)ExitCode.Usage, error);
        error.ShouldContain("STSGW_HOME");
        world.Issuer.Refreshes.ShouldBe(0);
    }
}
