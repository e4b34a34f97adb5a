using Gateway.Cli.Targets;
using Gateway.Cli.Tests.Standins;
using static Gateway.Cli.Tests.Profiles.AwsFiles;

namespace Gateway.Cli.Tests.Profiles;

/// <summary><c>configure</c> at a gateway that the environment names and no target does.</summary>
public sealed class ConfigureUnsavedTests
{
    [Fact]
    public async Task Gateway_is_saved_under_the_name_that_profiles_have_it_by()
    {
        await using var world = await NamedByEnvironmentAsync();

        var run = await world.RunAsync("configure");

        run.Code.ShouldBe(0, run.Error);
        (await File.ReadAllTextAsync(ConfigPath(world), TestContext.Current.CancellationToken)).ShouldContain("credential-process --target 127.0.0.1 --role analyst");
        (await world.RunAsync("targets", "list", "-o", "json")).Json[0]!["name"]!.GetValue<string>().ShouldBe("127.0.0.1");
        (await world.RunAsync("credential-process", "--target", "127.0.0.1", "--role", "analyst")).Code.ShouldBe(0);
    }

    [Fact]
    public async Task Name_of_another_gateway_is_not_taken()
    {
        await using var world = await NamedByEnvironmentAsync();
        await world.RunAsync("targets", "add", "127.0.0.1", "https://127.0.0.1:1");

        (await world.RunAsync("configure")).Code.ShouldBe(0);

        (await File.ReadAllTextAsync(ConfigPath(world), TestContext.Current.CancellationToken)).ShouldContain("--target 127.0.0.1-2 ");
    }

    [Fact]
    public async Task Taking_profiles_away_saves_no_gateway()
    {
        await using var world = await NamedByEnvironmentAsync();

        (await world.RunAsync("configure", "--remove")).Code.ShouldBe(0);

        (await world.RunAsync("targets", "list", "-o", "json")).Json.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Targets_that_could_not_be_read_again_are_not_written()
    {
        await using var world = await World.LoggedInAsync();
        var before = await File.ReadAllTextAsync(world.TargetsFile, TestContext.Current.CancellationToken);
        var file = new TargetFile(world.Context(TextWriter.Null, TextWriter.Null));

        var changed = await file.ChangeAsync(
            book => book.With(Target.Unsaved(new Uri("https://gateway.example"), allowHttp: false)), TestContext.Current.CancellationToken);

        changed.Succeeded.ShouldBeFalse();
        (await File.ReadAllTextAsync(world.TargetsFile, TestContext.Current.CancellationToken)).ShouldBe(before);
    }

    private static async Task<World> NamedByEnvironmentAsync()
    {
        var world = await World.CreateAsync();
        world.Variables["STSGW_GATEWAY"] = world.Url;
        world.Variables["STSGW_CLIENT_ID"] = "ci";
        world.Variables["STSGW_CLIENT_SECRET"] = "s3cret";
        return world;
    }
}
