using Gateway.Cli.Tests.Standins;
using static Gateway.Cli.Tests.Profiles.AwsFiles;

namespace Gateway.Cli.Tests.Profiles;

/// <summary>The file that web identity profiles read: the person's token, and no other.</summary>
public sealed class TokenFileTests
{
    [Fact]
    public async Task Each_renewal_writes_the_token_file_of_web_identity_profiles()
    {
        await using var world = await World.LoggedInAsync();
        await world.RunAsync("configure");
        var before = await File.ReadAllTextAsync(TokenFile(world), TestContext.Current.CancellationToken);
        world.Time.Advance(TimeSpan.FromMinutes(5));

        var token = (await world.RunAsync("token")).Output.Trim();

        token.ShouldNotBe(before);
        (await File.ReadAllTextAsync(TokenFile(world), TestContext.Current.CancellationToken)).ShouldBe(token);
    }

    [Fact]
    public async Task Workload_s_token_does_not_get_into_the_person_s_token_file()
    {
        await using var world = await World.LoggedInAsync();
        await world.RunAsync("configure");
        var token = await File.ReadAllTextAsync(TokenFile(world), TestContext.Current.CancellationToken);
        (world.Variables["STSGW_CLIENT_ID"], world.Variables["STSGW_CLIENT_SECRET"]) = ("ci", "s3cret");

        (await world.RunAsync("token")).Code.ShouldBe(0);

        (await File.ReadAllTextAsync(TokenFile(world), TestContext.Current.CancellationToken)).ShouldBe(token);
    }

    [Fact]
    public async Task Token_file_that_cannot_be_written_does_not_fail_the_command_that_renewed_the_token()
    {
        await using var world = await World.LoggedInAsync();
        await world.RunAsync("configure");
        File.Delete(TokenFile(world));
        Directory.CreateDirectory(TokenFile(world));
        world.Time.Advance(TimeSpan.FromMinutes(5));

        var run = await world.RunAsync("token");

        run.Code.ShouldBe(0, run.Error);
        run.Error.ShouldContain(TokenFile(world));
        world.Issuer.Refreshes.ShouldBe(1);
    }
}
