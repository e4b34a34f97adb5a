using System.Diagnostics;
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
        // The processes live by the real clock, by which the session of 2026-11-24 12:00 may lie in the future: end it for certain.
        var session = System.Text.Json.Nodes.JsonNode.Parse(await File.ReadAllTextAsync(world.SessionFile, TestContext.Current.CancellationToken))!;
        session["expiresAt"] = 1;
        await File.WriteAllTextAsync(world.SessionFile, session.ToJsonString(), TestContext.Current.CancellationToken);

        var processes = Enumerable.Range(0, 20).Select(_ => StartCredentialProcess(world)).ToArray();
        foreach (var process in processes)
        {
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        processes.Select(p => p.ExitCode).ShouldAllBe(code => code == 0);
        world.Issuer.Refreshes.ShouldBe(1);
        foreach (var process in processes)
        {
            (await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldContain("\"Version\": 1");
            process.Dispose();
        }
    }

    private static Process StartCredentialProcess(World world)
    {
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var start = new ProcessStartInfo(dotnet, [Path.Combine(AppContext.BaseDirectory, "stsgw.dll"), "credential-process", "--role", "orders-reader"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        start.Environment["STSGW_HOME"] = world.ConfigDirectory;
        return Process.Start(start)!;
    }
}
