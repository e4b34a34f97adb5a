using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Gateway.Portal.Credentials;
using Gateway.RealShells;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Portal;

public sealed class ShellDialectTests
{
    private const string Hostile = "a'b\"c\\d $(touch x) `id` ; rm -rf ~ & | > < # ! % \\' '\\'' ~";

    [Theory]
    [InlineData("bash", "bash")]
    [InlineData("bash", "sh")]
    [InlineData("bash", "zsh")]
    [InlineData("fish", "fish")]
    [InlineData("powershell", "pwsh")]
    public async Task A_real_shell_reads_back_what_was_written(string dialect, string shell)
    {
        var program = RealShell.Require(shell);
        var line = ShellDialect.All.Single(each => each.Id == dialect).Set("GATEWAY_VALUE", Hostile)!;

        (await RealShell.RunAsync(program, $"{line}\nprintenv GATEWAY_VALUE")).TrimEnd('\r', '\n').ShouldBe(Hostile);
    }

    [Fact]
    public async Task Cmd_reads_back_what_was_written()
    {
        using var cmd = new CmdShell();
        string[] hostile = ["; rm -rf ~", "a & echo owned | more > file < file", @"^&^^ (touch x) `id` $(id) 'x' \", " spaces  inside ", "{a,b}*?[x] ~ -n /?"];

        (await cmd.ReadBackAsync("GATEWAY_VALUE", hostile.Select(value => ShellDialect.Cmd.Set("GATEWAY_VALUE", value)!))).ShouldBe(hostile);
    }

    [Theory]
    [InlineData("100%PATH%")]
    [InlineData("a\"b")]
    [InlineData("a!b")]
    public void What_cmd_cannot_be_given_safely_is_refused(string value) => ShellDialect.Cmd.Set("NAME", value).ShouldBeNull();

    [Fact]
    public void No_shell_is_given_what_it_might_misread() =>
        MisreadCharacters.All.ShouldAllBe(character => ShellDialect.All.All(dialect => dialect.Set("NAME", $"a{character}; echo owned; {character}") == null));

    [Fact]
    public void Every_shell_is_given_printable_ASCII_but_for_what_cmd_expands() =>
        ShellDialect.All.ShouldAllBe(dialect => dialect.Set("NAME", " #$&'()*+,-./09:;<=>?@AZ[\\]^_`az{|}~") != null);

    [Property]
    public bool Within_quotes_of_a_posix_line_no_quote_is_bare(NonNull<string> value) =>
        ShellDialect.Posix.Set("NAME", value.Get) is not { } line
        || !line["export NAME='".Length..^1].Replace("""'\''""", "", StringComparison.Ordinal).Contains('\'', StringComparison.Ordinal);
}
