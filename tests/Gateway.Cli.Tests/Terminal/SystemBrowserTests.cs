using Gateway.Cli.Terminal;

namespace Gateway.Cli.Tests.Terminal;

public sealed class SystemBrowserTests
{
    private static readonly Uri Page = new("https://sso.example/auth?a=$(id)&b=1");

    [Fact]
    public async Task First_browser_of_the_list_that_is_there_gets_the_address_as_one_argument()
    {
        SkipWithoutShell();
        using var folder = new ProgramFolder();
        var seen = Path.Combine(folder.FullName, "seen");
        folder.Add("second", $"printf '%s|' \"$@\" > '{seen}.part'; mv '{seen}.part' '{seen}'");

        Browser("first:second --new %s --last", folder.FullName).TryOpen(Page).ShouldBeTrue();

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        while (!File.Exists(seen))
        {
            await Task.Delay(20, patience.Token);
        }

        (await File.ReadAllTextAsync(seen, TestContext.Current.CancellationToken)).ShouldBe($"--new|{Page.AbsoluteUri}|--last|");
    }

    [Fact]
    public void Browser_of_the_current_folder_is_not_started()
    {
        SkipWithoutShell();
        var name = $"stsgw-test-{Guid.NewGuid():N}";
        var program = ProgramFolder.Write(Path.GetFullPath(name));
        try
        {
            Browser(name, "/usr/bin:/bin").TryOpen(Page).ShouldBeFalse();
        }
        finally
        {
            File.Delete(program);
        }
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("ms-settings:privacy")]
    public void Web_pages_alone_are_opened(string address)
    {
        SkipWithoutShell();
        using var folder = new ProgramFolder();
        folder.Add("browser");

        Browser("browser", folder.FullName).TryOpen(new Uri(address)).ShouldBeFalse();
    }

    private static SystemBrowser Browser(string browsers, string path) => new(name => name switch
    {
        "BROWSER" => browsers,
        "PATH" => path,
        _ => null,
    });

    private static void SkipWithoutShell() => RealShell.Require("sh");
}
