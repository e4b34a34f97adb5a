using Gateway.RealTests.Aws;
using Gateway.RealTests.Parts;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Storage;

/// <summary>What people type sees the same of each step whether the gateway stands before MinIO or not.</summary>
public sealed class ShellStorageTests(RealWorld world) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Scratch _direct = new();
    private readonly Scratch _through = new();

    [Theory]
    [InlineData("aws-cli/1", "pip install awscli.")]
    [InlineData("aws-cli/2", "Install Debian's awscli.")]
    public async Task Cli_of_each_generation_sees_the_same_with_and_without_the_gateway(string generation, string remedy)
    {
        var aws = await AwsCli.FindAsync(generation);
        if (aws is null)
        {
            AbsentPart.Report(generation, remedy);
        }

        await CompareAsync("cli.sh", door => [aws, door.Bucket(generation.Replace('/', '-'))], 18);
    }

    [Theory]
    [InlineData("rclone")]
    [InlineData("s3cmd")]
    public async Task Copier_sees_the_same_with_and_without_the_gateway(string program)
    {
        Tool.Require(program, program, $"Install Debian's {program}.");

        await CompareAsync("copiers.sh", door => [program, door.Bucket(program)], 1);
    }

    public void Dispose()
    {
        _direct.Dispose();
        _through.Dispose();
    }

    private async Task CompareAsync(string script, Func<StorageDoor, string[]> arguments, int lines)
    {
        var doors = await world.Storage.RunningAsync();

        async Task<string> RunAsync(StorageDoor door, Scratch scratch)
        {
            // s3cmd reads no token file, so that keys are in every client's environment here.
            var keys = (await door.KeysAsync()).GetCredentials();
            var environment = new Dictionary<string, string?>
            {
                ["AWS_ENDPOINT_URL"] = door.Http.GetLeftPart(UriPartial.Authority),
                ["AWS_REGION"] = MinioServer.Region,
                ["AWS_DEFAULT_REGION"] = MinioServer.Region,
                ["AWS_ACCESS_KEY_ID"] = keys.AccessKey,
                ["AWS_SECRET_ACCESS_KEY"] = keys.SecretKey,
            };
            if (keys.UseToken)
            {
                environment["AWS_SESSION_TOKEN"] = keys.Token;
            }

            var result = await ClientProcess.RunAsync(
                PythonClient.ScriptPath(Path.Combine("s3", script)), arguments(door), AwsSettings.With(environment, scratch), scratch.Root, Patience);
            return result.ShouldSucceed().Replace(door.Name, "DOOR", StringComparison.Ordinal);
        }

        var results = await Task.WhenAll(RunAsync(doors.Direct, _direct), RunAsync(doors.Through, _through));
        results[0].Split('\n').Length.ShouldBeGreaterThanOrEqualTo(lines);
        results[1].ShouldBe(results[0]);
    }
}
