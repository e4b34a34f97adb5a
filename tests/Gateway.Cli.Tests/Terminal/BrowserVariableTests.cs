using Gateway.Cli.Terminal;

namespace Gateway.Cli.Tests.Terminal;

public sealed class BrowserVariableTests
{
    private static readonly Uri Page = new("https://sso.example/auth?a=1&b=%20x");

    [Theory]
    [InlineData("firefox", "firefox|https://sso.example/auth?a=1&b=%20x")]
    [InlineData("firefox --new-window", "firefox|--new-window|https://sso.example/auth?a=1&b=%20x")]
    [InlineData("firefox %s --private", "firefox|https://sso.example/auth?a=1&b=%20x|--private")]
    [InlineData("chrome --app=%s", "chrome|--app=https://sso.example/auth?a=1&b=%20x")]
    [InlineData("open -a \"Google Chrome\" %s", "open|-a|Google Chrome|https://sso.example/auth?a=1&b=%20x")]
    public void Command_has_the_address_where_its_placeholder_stands_and_else_at_its_end(string value, string words)
    {
        BrowserVariable.Commands(value, Page).ShouldHaveSingleItem().ShouldBe(words.Split('|'));
    }

    [Fact]
    public void Commands_stand_between_path_separators()
    {
        var value = string.Join(Path.PathSeparator, "firefox", "", "w3m -o x");

        BrowserVariable.Commands(value, Page).Select(words => words[0]).ShouldBe(["firefox", "w3m"]);
    }

    [Fact]
    public void Path_with_a_space_that_leads_to_a_program_is_one_word()
    {
        using var folder = new ProgramFolder("with a space");
        var program = folder.Add("browser");

        BrowserVariable.Commands(program, Page).ShouldHaveSingleItem().ShouldBe([program, Page.AbsoluteUri]);
    }
}
