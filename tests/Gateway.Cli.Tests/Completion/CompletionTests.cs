using Gateway.Cli.Tests.Standins;

namespace Gateway.Cli.Tests.Completion;

public sealed class CompletionTests
{
    [Fact]
    public async Task Roles_are_completed_from_what_the_gateway_listed_last()
    {
        await using var world = await World.LoggedInAsync();
        await world.RunAsync("roles");
        var asked = world.Gateway.Log.Count;

        var run = await world.RunAsync("[suggest:13]", "exec --role or");

        run.Output.ShouldContain("orders-reader");
        world.Gateway.Log.Count.ShouldBe(asked);
    }

    [Fact]
    public async Task Role_that_wants_another_login_is_completed_too()
    {
        await using var world = await World.LoggedInAsync();
        world.Gateway.AddGoldenRole();
        await world.RunAsync("roles");

        (await world.RunAsync("[suggest:13]", "exec --role de")).Output.ShouldContain("deployer");
    }

    [Theory]
    [InlineData("bash", "bash", "-n")]
    [InlineData("zsh", "zsh", "-n")]
    [InlineData("fish", "fish", "--no-execute")]
    public async Task Script_is_one_that_the_shell_can_read(string name, string shell, string check)
    {
        var path = RealShell.Require(shell);
        await using var world = await World.CreateAsync();
        var file = Path.Combine(world.Home, "script");
        await File.WriteAllTextAsync(file, (await world.RunAsync("completion", name)).Output, TestContext.Current.CancellationToken);

        using var process = System.Diagnostics.Process.Start(path, [check, file]);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        process.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Bash_completes_a_role_with_colons_and_runs_nothing_that_a_role_is_named()
    {
        var bash = RealShell.Require("bash");
        await using var world = await World.CreateAsync();
        var script = (await world.RunAsync("completion", "bash")).Output;
        var owned = Path.Combine(world.Home, "owned");
        var test = $$"""
            {{script}}
            fake() { printf '%s\n' 'by-arn:1111:Legacy' 'by-arn:1111:$(touch {{owned}})' other; }
            COMP_WORDS=(fake exec --role by-arn : 1111 :) COMP_LINE='fake exec --role by-arn:1111:' COMP_POINT=29
            _stsgw
            printf '%s|' "${COMPREPLY[@]}"
            """;

        var completed = await RealShell.RunAsync(bash, test);

        completed.ShouldBe($"Legacy|\\$\\(touch\\ {owned}\\)|");
        File.Exists(owned).ShouldBeFalse();
    }

    [Fact]
    public async Task PowerShell_completes_a_role_so_that_the_line_runs_nothing_that_a_role_is_named()
    {
        var pwsh = RealShell.Require("pwsh");
        await using var world = await World.CreateAsync();
        var owned = Path.Combine(world.Home, "owned");
        string[] roles = ["by-arn:1111:Legacy", $"by-'; touch {owned}; '", $"by-$(touch {owned})", "by-\u2019; \uFF07"];
        var words = Path.Combine(world.Home, "words");
        await File.WriteAllLinesAsync(words, roles, TestContext.Current.CancellationToken);
        var script = $$"""
            function stsgw { if ($args[0] -like '[[]suggest:*') { Get-Content '{{words}}' } else { [Console]::Out.WriteLine($args[2]) } }
            {{(await world.RunAsync("completion", "powershell")).Output}}
            foreach ($match in (TabExpansion2 'stsgw exec --role by').CompletionMatches) { Invoke-Expression "stsgw exec --role $($match.CompletionText)" }
            """;

        var seen = await RealShell.RunAsync(pwsh, script, "-NoProfile", "-NonInteractive");

        seen.Split('\n').SkipLast(1).ShouldBe(roles);
        File.Exists(owned).ShouldBeFalse();
    }
}
