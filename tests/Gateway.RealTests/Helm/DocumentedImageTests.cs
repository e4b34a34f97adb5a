using System.Globalization;
using System.Text.RegularExpressions;
using Gateway.RealTests.Parts;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Helm;

/// <summary>The lines by which README has the image checked and run. It builds the image, so it may take minutes.</summary>
[Trait("Category", "Image")]
public sealed partial class DocumentedImageTests(RealWorld world)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    [Fact]
    public async Task Lines_for_the_container_check_the_policy_and_serve_it()
    {
        var engine = await world.Docker.RunningAsync();
        var lines = Lines.Match(await File.ReadAllTextAsync(Repository.PathOf("README.md"), TestContext.Current.CancellationToken)).Groups["line"].Captures
            .Select(line => line.Value[4..]).ToList();
        var port = LoopbackPort.Next();
        var name = string.Create(CultureInfo.InvariantCulture, $"gateway-real-tests-{port}");
        // Everything is as it stands but the names that another run beside this one has as well.
        var script = string.Concat(lines).Replace("127.0.0.1:8080:", $"127.0.0.1:{port}:", StringComparison.Ordinal).Replace("--name gateway ", $"--name {name} ", StringComparison.Ordinal)
            .Replace("aws-access-gateway", name, StringComparison.Ordinal);
        var serving = script.IndexOf("export ", StringComparison.Ordinal);
        (await ClientProcess.RunAsync("sh", ["-ec", script[..serving]], engine.Environment, Repository.Root, Patience)).ShouldSucceed().ShouldContain("/p/small-team.yaml: good");

        await using var container = ServerProcess.Start("gateway's image", "sh", ["-ec", script[serving..]], engine.Environment, Repository.Root);
        try
        {
            await container.ReadyAsync(new Uri($"http://127.0.0.1:{port}/livez"), TimeSpan.FromMinutes(2));
        }
        finally
        {
            await BuiltImage.DockerAsync(engine, "rm", "--force", name);
            await BuiltImage.DockerAsync(engine, "rmi", "--force", name);
        }
    }

    /// <summary>The indented lines below the paragraph.</summary>
    [GeneratedRegex(@"\n\*\*Container\.\*\*[^\n]*\n(\S[^\n]*\n)*\n((?<line>    [^\n]*\n)|\n(?=    ))+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Lines { get; }
}
