using System.Diagnostics;
using System.Reflection;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Hosting;

/// <summary>What the program answers without serving.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("help")]
    [InlineData("healthcheck", "--help")]
    public async Task The_usage_lists_the_commands_and_where_settings_are_described(params string[] arguments)
    {
        var (code, output, errors) = await RunAsync(arguments);

        (code, errors).ShouldBe((0, ""));
        output.ShouldContain("gateway policy explain FILE");
        output.ShouldContain("gateway healthcheck");
        output.ShouldContain("docs/operations.md");
    }

    [Fact]
    public async Task The_version_is_that_of_the_assembly()
    {
        var (code, output, errors) = await RunAsync("--version");

        (code, output, errors).ShouldBe((0, $"gateway {typeof(Program).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0]}\n", ""));
    }

    [Fact]
    public async Task A_setting_is_no_command()
    {
        var (code, output, errors) = await RunAsync("--Gateway:PolicyFile=nowhere.yaml");

        (code, output).ShouldBe((1, ""));
        errors.ShouldContain("gateway: the configuration is not usable:");
    }

    [Theory]
    [InlineData("-x=1", "The short switch '-x=1' is not defined in the switch mappings.")]
    [InlineData("--Logging:Console:MaxQueueLength=abc", "Failed to convert configuration value 'abc' at 'MaxQueueLength' to type 'System.Int32'.")]
    [InlineData("--Logging:Console:FormatterOptions:SingleLine=abc", "Failed to convert configuration value 'abc' at 'FormatterOptions:SingleLine' to type 'System.Boolean'.")]
    public async Task A_setting_that_the_framework_cannot_read_is_told_in_a_line(string setting, string problem)
    {
        var (code, output, errors) = await RunAsync("--Gateway:PolicyFile=nowhere.yaml", setting);

        (code, output, errors).ShouldBe((1, "", $"gateway: the configuration is not usable:\n  - {problem}\n"));
    }

    [Fact]
    public async Task An_unknown_command_is_answered_with_those_that_there_are()
    {
        var (code, _, errors) = await RunAsync("frobnicate");

        code.ShouldBe(2);
        errors.ShouldBe($"gateway: unknown command 'frobnicate'\n{ProgramUsage.Text}\n");
    }

    private static async Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [Path.Combine(AppContext.BaseDirectory, "gateway.dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await errors);
    }
}
