using Shouldly;
using Xunit;

namespace Gateway.Tests.Policies;

public sealed class PolicyCommandTests
{
    [Theory]
    [InlineData("")]
    [InlineData("frobnicate")]
    [InlineData("check")]
    [InlineData("check a b")]
    [InlineData("explain")]
    [InlineData("explain p.yaml")]
    [InlineData("explain p.yaml --claims")]
    [InlineData("explain p.yaml --claims c.json --frobnicate x")]
    [InlineData("explain p.yaml --claims c.json --source-ip 10.0.0.x")]
    [InlineData("explain p.yaml --claims c.json --now yesterday")]
    [InlineData("explain p.yaml --claims c.json --now 2026-11-30T23:45:19")]
    [InlineData("explain p.yaml --claims c.json --now 2026-11-30")]
    [InlineData("explain p.yaml --claims c.json --output xml")]
    [InlineData("explain p.yaml q.yaml --claims c.json")]
    public void A_wrong_command_line_is_answered_with_the_usage(string line)
    {
        var (code, output, errors) = CommandLine.Run(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        (code, output).ShouldBe((2, ""));
        errors.ShouldContain("Usage:");
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("help")]
    [InlineData("check --help")]
    [InlineData("check -h")]
    [InlineData("explain --help")]
    [InlineData("explain p.yaml --claims c.json -h")]
    public void The_usage_that_is_asked_for_is_no_failure(string line)
    {
        var (code, output, errors) = CommandLine.Run(line.Split(' '));

        (code, errors).ShouldBe((0, ""));
        output.ShouldStartWith("Usage:\n  gateway policy check FILE\n");
    }
}
