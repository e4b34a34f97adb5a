using Gateway.Cli.Tests.Standins;

namespace Gateway.Cli.Tests.Completion;

/// <summary>What fish and zsh make of TAB: the completed line is run, and what stsgw is then given is the role.</summary>
public sealed class CompletedLineTests
{
    [Fact]
    public async Task Fish_completes_commands_from_the_program_s_own_parser()
    {
        var fish = RealShell.Require("fish");
        await using var world = await World.CreateAsync();
        var script = $$"""
            function stsgw; '{{StsgwProcess.Host}}' '{{StsgwProcess.Program}}' $argv; end
            {{(await world.RunAsync("completion", "fish")).Output}}
            complete -C 'stsgw cred'
            """;

        var completed = await RealShell.RunAsync(fish, script, "--no-config");

        completed.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(["credential-process", "credentials"], ignoreOrder: true);
    }

    [Fact]
    public async Task Fish_completes_a_role_so_that_the_line_runs_nothing_that_a_role_is_named()
    {
        var fish = RealShell.Require("fish");
        await using var world = await World.CreateAsync();
        var roles = await RolesAsync(world);
        var script = $$"""
            function stsgw
                if string match -q '[suggest:*' -- $argv[1]
                    test "$argv" = '[suggest:14] exec --role by'; and cat '{{world.Home}}/roles'; and echo other
                else
                    printf '%s\n' $argv[3]
                end
            end
            {{(await world.RunAsync("completion", "fish")).Output}}
            for match in (complete --escape -C 'stsgw exec --role by')
                eval "stsgw exec --role $match"
            end
            """;

        var seen = await RealShell.RunAsync(fish, script, "--no-config");

        seen.Split('\n').SkipLast(1).ShouldBe(roles, ignoreOrder: true);
        File.Exists(Owned(world)).ShouldBeFalse();
    }

    [Fact]
    public async Task Zsh_completes_a_role_so_that_the_line_runs_nothing_that_a_role_is_named()
    {
        var zsh = RealShell.Require("zsh");
        await using var world = await World.CreateAsync();
        var roles = await RolesAsync(world);
        await File.WriteAllTextAsync(Path.Combine(world.Home, "script"), (await world.RunAsync("completion", "zsh")).Output, TestContext.Current.CancellationToken);
        // A second zsh at a terminal of its own, in which a line is typed for each role; that role and one that does not fit are offered.
        var script = $$"""
            cd '{{world.Home}}' && touch seen && zmodload zsh/zpty && zpty typed zsh -f -i
            zpty -w typed 'autoload -U compinit; compinit -u -D; source ./script'
            zpty -w typed 'stsgw() { if [[ "$*" == "[suggest:14] exec --role by" ]]; then cat offered; else print -r -- "$3" >> seen; fi }'
            typeset -i lines=0 patience=1000
            while IFS= read -r role; do
                print -rl -- "$role" other > offered
                zpty -w typed $'stsgw exec --role by\t'
                lines+=1
                while (( $(wc -l < seen) < lines && patience-- > 0 )); do
                    zpty -rt typed shown
                    sleep 0.02
                done
            done < roles
            zpty -d typed
            cat seen
            """;

        var seen = await RealShell.RunAsync(zsh, script, "-f");

        seen.Split('\n').SkipLast(1).ShouldBe(roles);
        File.Exists(Owned(world)).ShouldBeFalse();
    }

    private static string Owned(World world) => Path.Combine(world.Home, "owned");

    private static async Task<string[]> RolesAsync(World world)
    {
        var owned = Owned(world);
        string[] roles = ["by-arn:1111:Legacy", $"by-'; touch {owned}; '", $"by-$(touch {owned})", $"by-`touch {owned}`", "by two words"];
        await File.WriteAllLinesAsync(Path.Combine(world.Home, "roles"), roles, TestContext.Current.CancellationToken);
        return roles;
    }
}
