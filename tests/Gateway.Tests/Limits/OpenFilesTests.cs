using Gateway.Limits;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Limits;

public sealed class OpenFilesTests
{
    [Theory]
    [InlineData("Max open files            1024                 524288               files     ", 1024)]
    [InlineData("Max open files            unlimited            unlimited            files     ", null)]
    [InlineData("Max processes             95944                95944                processes ", null)]
    public void The_limit_in_force_is_the_first_of_the_two(string line, int? most)
    {
        string[] lines = ["Limit                     Soft Limit           Hard Limit           Units     ", "Max cpu time              unlimited            unlimited            seconds   ", line];

        OpenFiles.Read(lines).ShouldBe(most);
    }
}
