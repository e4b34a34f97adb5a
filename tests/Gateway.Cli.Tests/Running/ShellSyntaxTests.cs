using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Gateway.Cli.Running;

namespace Gateway.Cli.Tests.Running;

public sealed class ShellSyntaxTests
{
    private static readonly string[] Nasty =
    [
        "; rm -rf ~",
        "$(touch /tmp/owned)",
        "`id`",
        "it's",
        "'",
        "\\",
        "\\'",
        "a\nb",
        "a\\\nb",
        "\"double\"",
        "!history",
        "%PATH%",
        "{a,b}*?[x]",
        "-n",
        "~",
        "é ‘curly’ 🔑",
        " spaces  inside ",
        "$'x'",
        "\t",
        "<script>alert(1)</script>",
        "",
        "\"; rm -rf ~",
        "a & echo owned",
        "^&|<>()^",
        "\u201C & echo owned & \u201C",
        "\uFF07; echo owned; \uFF07",
        "\u02BC; echo owned; \u02BC",
    ];

    [Theory]
    [InlineData("sh")]
    [InlineData("dash")]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    public async Task Every_value_comes_out_of_a_real_shell_as_it_went_in(string shell)
    {
        var path = RealShell.Require(shell);

        foreach (var value in Nasty)
        {
            (await RoundTripAsync(path, shell, value)).ShouldBe(value);
        }
    }

    [Fact]
    public async Task Every_value_comes_out_of_PowerShell_as_it_went_in()
    {
        // As a person types it, for one value after another; what is read is printed so that no line end is lost.
        var script = string.Concat(Nasty.Select(value => $"""
            @'
            {new PowerShellSyntax().Set("STSGW_ROLE", value)}
            '@ | Out-String | Invoke-Expression
            [Console]::Out.WriteLine([Uri]::EscapeDataString($Env:STSGW_ROLE))

            """));

        var seen = await RealShell.RunAsync(RealShell.Require("pwsh"), script, "-NoProfile", "-NonInteractive");

        seen.Split('\n').SkipLast(1).Select(Uri.UnescapeDataString).ShouldBe(Nasty);
    }

    [Property(MaxTest = 60)]
    public Property Any_text_comes_out_of_sh_as_it_went_in() => AnyText(text =>
        RealShell.Find("sh") is not { } sh || RoundTripAsync(sh, "sh", text).GetAwaiter().GetResult() == text);

    [Property(MaxTest = 60)]
    public Property Any_text_comes_out_of_bash_as_it_went_in() => AnyText(text =>
        RealShell.Find("bash") is not { } bash || RoundTripAsync(bash, "bash", text).GetAwaiter().GetResult() == text);

    [Theory]
    [InlineData("a\u0001b")]
    [InlineData("a\u007Fb")]
    [InlineData("a\0b")]
    public void Posix_shells_are_not_given_what_they_would_lose(string value) => new PosixSyntax().Set("X", value).ShouldBeNull();

    [Theory]
    [InlineData("plain", "set \"X=plain\"")]
    [InlineData("a&b|c<d>^", "set \"X=a&b|c<d>^\"")]
    [InlineData("%PATH%", null)]
    [InlineData("a\"b", null)]
    [InlineData("delayed!", null)]
    [InlineData("\u201Cquoted\u201D", null)]
    [InlineData("100\uFF05", null)]
    [InlineData("two\nlines", null)]
    public void Cmd_is_given_only_what_it_cannot_misread(string value, string? line) => new CmdSyntax().Set("X", value).ShouldBe(line);

    [Fact]
    public void Neither_cmd_nor_PowerShell_is_given_what_it_might_misread()
    {
        MisreadCharacters.All.ShouldAllBe(character => new CmdSyntax().Set("X", character) == null);
        MisreadCharacters.All.ShouldAllBe(character => new PowerShellSyntax().Set("X", character)!.All(c => c >= ' ' && c <= '~'));
    }

    [Fact]
    public async Task Every_value_that_cmd_is_given_comes_out_of_it_as_it_went_in()
    {
        using var cmd = new CmdShell();
        var syntax = new CmdSyntax();
        var given = Nasty.Where(value => syntax.Set("STSGW_ROLE", value) is not null).ToArray();
        given.Length.ShouldBeGreaterThan(8);

        var seen = await cmd.ReadBackAsync("STSGW_ROLE", given.Select(value => syntax.Set("STSGW_ROLE", value)!));

        seen.Select(value => value ?? "").ShouldBe(given);
    }

    [Fact]
    public async Task Cmd_forgets_what_it_is_told_to_drop()
    {
        using var cmd = new CmdShell();
        var syntax = new CmdSyntax();

        (await cmd.ReadBackAsync("STSGW_ROLE", syntax.Set("STSGW_ROLE", "x")!, syntax.Unset("STSGW_ROLE"))).ShouldBe(["x", null]);
    }

    [Fact]
    public void PowerShell_is_given_ASCII_alone_which_no_code_page_changes() =>
        new PowerShellSyntax().Set("X", "'\u2018\n$(id)").ShouldBe("$Env:X = '''' + [char]0x2018 + '' + [char]0x000A + '$(id)'");

    [Theory]
    [InlineData("/usr/bin/fish", "Fish")]
    [InlineData("/bin/zsh", "Zsh")]
    [InlineData("/bin/ksh", "Sh")]
    public void Shell_is_guessed_from_the_environment(string shell, string expected)
    {
        var context = new Terminal.CliContextBuilder { Shell = shell }.Build();

        Shells.Guess(context).ToString().ShouldBe(expected);
    }

    private static async Task<string> RoundTripAsync(string path, string shell, string value)
    {
        var kind = shell == "fish" ? Shell.Fish : Shell.Sh;
        var set = Shells.SyntaxOf(kind).Set("STSGW_ROLE", value)!;
        return kind switch
        {
            // As a person types it: the lines go through eval, and a child sees the variable.
            Shell.Fish => await RealShell.RunAsync(path, $"{set}\nprintenv STSGW_ROLE | string collect --no-trim-newlines | read -zl x; printf %s $STSGW_ROLE", "--no-config"),
            _ => await RealShell.RunAsync(path, $"eval \"$(cat <<'END_OF_LINES'\n{set}\nEND_OF_LINES\n)\"; exec sh -c 'printf %s \"$STSGW_ROLE\"'"),
        };
    }

    // NUL cannot be in an environment variable, and a lone surrogate is no text.
    private static Property AnyText(Func<string, bool> holds) =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<string>().Filter(s => s is not null && !s.Contains('\0') && !s.Contains('\u0001') && !s.Contains('\u007F') && s.All(c => !char.IsSurrogate(c))),
            holds);
}
