using Gateway.RealTests.Parts;
using Gateway.Sandbox.Aws;
using Gateway.Sandbox.Keycloak;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Story;

public sealed class SandboxTests
{
    /// <summary>Of the run that <c>.ci/run</c> has made and names here; elsewhere one is made.</summary>
    private const string Told = "SANDBOX_STORY";

    private readonly SecretLines _lines = new(
        new Dictionary<string, string?>
        {
            ["AWS_SECRET_ACCESS_KEY"] = AwsStandIn.BaseSecretAccessKey,
            ["Gateway__Portal__ClientSecret"] = ExampleRealm.Clients.Single(client => client.ClientId == "portal").Secret,
        },
        KnownSecrets.OfThisRun);

    [Fact]
    public async Task The_story_of_the_sandbox_and_its_audit_records_hold_no_secret()
    {
        var story = Environment.GetEnvironmentVariable(Told) is { Length: > 0 } file ? await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken) : await TellAsync();

        story.ShouldContain("\"event\":\"audit\"");
        _lines.LookThrough(story);
        _lines.ShouldBeNone();
    }

    private static async Task<string> TellAsync()
    {
        using var scratch = new Scratch();
        // Built beside these tests, and run where it was built.
        var program = Path.Combine(AppContext.BaseDirectory.Replace(Path.Combine("tests", "Gateway.RealTests"), "sandbox", StringComparison.Ordinal), "sandbox");
        var result = await ClientProcess.RunAsync(program, ["--once"], new Dictionary<string, string?>(), scratch.Root);
        return result.ShouldSucceed() + result.Error;
    }
}
