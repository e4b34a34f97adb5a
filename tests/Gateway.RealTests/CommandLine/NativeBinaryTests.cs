using Gateway.RealTests.Parts;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.CommandLine;

/// <summary><c>stsgw</c> as it is shipped; how long it takes to start is measured by the benchmarks.</summary>
public sealed class NativeBinaryTests(RealWorld world)
{
    private const long Limit = 15 * 1024 * 1024;

    [Fact]
    public async Task It_is_one_file_of_less_than_15_MiB_beside_its_licences()
    {
        var published = await world.Stsgw.RunningAsync();

        var files = new DirectoryInfo(published.Folder).GetFiles().Where(file => file.Extension != ".dbg").ToList();

        files.Select(file => file.Name).ShouldBe(["LICENSE", "stsgw", "THIRD-PARTY-NOTICES.txt"], ignoreOrder: true);
        files.Single(file => file.Name == "stsgw").Length.ShouldBeLessThan(Limit);
    }

    [Fact]
    public async Task As_a_NET_tool_it_is_packed_installed_and_runs()
    {
        using var scratch = new Scratch();
        var dotnet = Tool.Require("dotnet", ".NET SDK", "Install the .NET SDK that global.json names.");
        async Task<ClientResult> RunAsync(string program, params string[] arguments) =>
            await ClientProcess.RunAsync(program, arguments, new Dictionary<string, string?>(), scratch.Root, TimeSpan.FromMinutes(5));

        // As docs/stsgw.md has it, built in a folder of its own; it leaves no trace in the checkout.
        var locks = Repository.PathOf("cli/packages.lock.json");
        var locked = await File.ReadAllTextAsync(locks);
        (await RunAsync(dotnet, "pack", Repository.PathOf("cli"), "-c", "Release", "-p:PublishAot=false", "-o", scratch.PathOf("packages"), "--artifacts-path", scratch.PathOf("artifacts"), "-p:UseSharedCompilation=false")).ShouldSucceed();
        (await RunAsync(dotnet, "tool", "install", "stsgw", "--add-source", scratch.PathOf("packages"), "--tool-path", scratch.PathOf("tools"))).ShouldSucceed();

        (await RunAsync(scratch.PathOf("tools", "stsgw"), "--version")).ShouldSucceed().ShouldMatch(@"^\d+\.\d+");
        (await File.ReadAllTextAsync(locks)).ShouldBe(locked);
    }
}
