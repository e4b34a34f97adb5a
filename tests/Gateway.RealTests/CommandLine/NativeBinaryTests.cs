using Shouldly;
using Xunit;

namespace Gateway.RealTests.CommandLine;

/// <summary><c>stsgw</c> as it is shipped; how long it takes to start is measured by the benchmarks.</summary>
public sealed class NativeBinaryTests(RealWorld world)
{
    private const long Limit = 15 * 1024 * 1024;

    [Fact]
    public async Task It_is_one_file_of_less_than_15_MiB()
    {
        var published = await world.Stsgw.RunningAsync();

        var files = new DirectoryInfo(published.Folder).GetFiles().Where(file => file.Extension != ".dbg").ToList();

        files.Select(file => file.Name).ShouldBe(["stsgw"]);
        files[0].Length.ShouldBeLessThan(Limit);
    }
}
