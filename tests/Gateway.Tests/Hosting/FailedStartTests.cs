using System.Diagnostics;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Hosting;

/// <summary>The gateway's own process, where it cannot start.</summary>
public sealed class FailedStartTests
{
    [Fact]
    public async Task A_bad_policy_file_ends_the_process_with_1_and_every_problem()
    {
        var folder = Directory.CreateTempSubdirectory("gateway-start-");
        try
        {
            var file = Path.Combine(folder.FullName, "policy.yaml");
            await File.WriteAllTextAsync(file, "version: 2\ngrants: 5\n");

            var (code, errors) = await RunAsync(file);

            code.ShouldBe(1);
            errors.ShouldEndWith($"""
                gateway: the policy file is not usable:
                  - The policy file is bad; nothing is served without a policy.
                  - {file}:1:10: error: version: expected 1, the only version there is
                  - {file}:2:9: error: grants: is a number; write it as a list: [5]

                """);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<(int Code, string Errors)> RunAsync(string policyFile)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "gateway.dll"), "--urls=http://127.0.0.1:0", "--Gateway:PolicyFile=" + policyFile, "--Gateway:Aws:Region=eu-west-1",
                "--Gateway:Issuers:0:Authority=http://127.0.0.1:9/realms/example", "--Gateway:Issuers:0:Audience=gateway",
            },
            UseShellExecute = false,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, errors);
    }
}
