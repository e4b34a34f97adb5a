using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Gateway.Portal.Credentials;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Portal;

public sealed class ShellDialectTests
{
    private const string Hostile = "a'b\"c\\d $(touch x) `id` ; rm -rf ~ & | > < # ! % \u2018x\u2019 \\' '\\'' é";

    [Theory]
    [InlineData("bash", "bash")]
    [InlineData("bash", "sh")]
    [InlineData("bash", "zsh")]
    [InlineData("fish", "fish")]
    [InlineData("powershell", "pwsh")]
    public async Task A_real_shell_reads_back_what_was_written(string dialect, string shell)
    {
        var program = Find(shell);
        Assert.SkipWhen(program is null, $"{shell} is not installed here");
        var line = ShellDialect.All.Single(each => each.Id == dialect).Set("GATEWAY_VALUE", Hostile)!;

        (await RunAsync(program!, $"{line}\nprintenv GATEWAY_VALUE")).TrimEnd('\r', '\n').ShouldBe(Hostile);
    }

    [Theory]
    [InlineData("100%PATH%")]
    [InlineData("a\"b")]
    [InlineData("a!b")]
    public void What_cmd_cannot_be_given_safely_is_refused(string value) => ShellDialect.Cmd.Set("NAME", value).ShouldBeNull();

    [Fact]
    public void No_shell_is_given_a_line_that_ends_within_a_value() =>
        ShellDialect.All.ShouldAllBe(dialect => dialect.Set("NAME", "a\nrm -rf ~") == null);

    [Property]
    public bool Within_quotes_of_a_posix_line_no_quote_is_bare(NonNull<string> value) =>
        ShellDialect.Posix.Set("NAME", value.Get) is not { } line
        || !line["export NAME='".Length..^1].Replace("""'\''""", "", StringComparison.Ordinal).Contains('\'', StringComparison.Ordinal);

    private static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    private static async Task<string> RunAsync(string program, string script)
    {
        var start = new ProcessStartInfo(program, ["-c", script]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LC_ALL"] = "C.UTF-8";
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output;
    }
}
