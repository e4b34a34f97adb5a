using Gateway.Cli.Terminal;
using Gateway.Cli.Tests.Standins;

namespace Gateway.Cli.Tests.Credentials;

public sealed class CredentialsCommandTests
{
    [Fact]
    public async Task Credential_process_prints_the_document_that_aws_tools_read()
    {
        await using var world = await World.LoggedInAsync();

        var run = await world.RunAsync("credential-process", "--role", "orders-reader");

        run.Code.ShouldBe(0, run.Error);
        run.Json["Version"]!.GetValue<int>().ShouldBe(1);
        run.Json.AsObject().Select(p => p.Key).ShouldBe(["Version", "AccessKeyId", "SecretAccessKey", "SessionToken", "Expiration"]);
        run.Output.ShouldContain("\"sec/ret+key\"");
        run.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task Mode_and_duration_are_asked_for()
    {
        await using var world = await World.LoggedInAsync();

        await world.RunAsync("credentials", "--role", "analyst", "--mode", "credentials", "--duration", "1800");

        world.Gateway.Log.Last().ShouldBe("GET /api/credentials?role=analyst&mode=credentials&duration=1800");
    }

    [Theory]
    [InlineData("899")]
    [InlineData("43201")]
    [InlineData("soon")]
    public async Task Duration_that_sts_would_refuse_is_a_wrong_command_line(string duration)
    {
        await using var world = await World.LoggedInAsync();

        (await world.RunAsync("credentials", "--role", "analyst", "--duration", duration)).Code.ShouldBe((int)ExitCode.Usage);
    }

    [Fact]
    public async Task Without_a_login_each_command_says_to_log_in()
    {
        await using var world = await World.CreateAsync();
        await world.RunAsync("targets", "add", "gw", world.Url);

        var run = await world.RunAsync("credentials", "--role", "orders-reader");

        run.Code.ShouldBe((int)ExitCode.LoginNeeded);
        run.Error.ShouldContain("stsgw login --target gw");
    }
}
