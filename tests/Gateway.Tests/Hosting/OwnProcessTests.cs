using Shouldly;
using Xunit;

namespace Gateway.Tests.Hosting;

public sealed class OwnProcessTests
{
    [Fact]
    public async Task A_secret_that_the_process_prints_is_found()
    {
        var folder = Directory.CreateTempSubdirectory("gateway-own-");
        try
        {
            var policy = Path.Combine(folder.FullName, "policy.yaml");
            await File.WriteAllTextAsync(policy, TestPolicy.Usual);
            // An address that cannot be had is told.
            var process = OwnProcess.Start(policy, "--urls=http://192.0.2.1:8080", "--Example:Secret=http://192.0.2.1:8080");
            (await process.EndedAsync()).Code.ShouldBe(1);

            await Assert.ThrowsAsync<ShouldAssertException>(async () => await process.DisposeAsync());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
