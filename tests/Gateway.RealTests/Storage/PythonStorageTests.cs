using System.Text.Json.Nodes;
using Gateway.RealTests.Aws;
using Gateway.RealTests.Parts;
using Xunit;

namespace Gateway.RealTests.Storage;

/// <summary>boto3 sees the same of each operation whether the gateway stands before MinIO or not.</summary>
public sealed class PythonStorageTests(RealWorld world) : IDisposable
{
    private readonly Scratch _direct = new();
    private readonly Scratch _through = new();

    [Fact]
    public async Task Boto3_with_each_setting_sees_the_same_with_and_without_the_gateway()
    {
        var (direct, through) = await BothAsync("round_trips.py", door => [door.Bucket("settings"), HostStyle(door.Http), HostStyle(door.Https)]);

        Outcomes.ShouldBeTheSame(direct, through, 400);
        if (!direct.Any(outcome => outcome.Key.Contains("CRC32C", StringComparison.Ordinal)))
        {
            AbsentPart.Report("awscrt", "Install Debian's python3-awscrt, or awscrt by pip: boto3 needs it for CRC32C.");
        }
    }

    [Fact]
    public async Task Boto3_sees_the_same_of_each_operation_with_and_without_the_gateway()
    {
        var (direct, through) = await BothAsync("operations.py", door => [door.Bucket("operations")]);

        Outcomes.ShouldBeTheSame(direct, through, 300);
    }

    public void Dispose()
    {
        _direct.Dispose();
        _through.Dispose();
    }

    private static string HostStyle(Uri address) => $"{address.Scheme}://{MinioServer.HostStyleDomain}:{address.Port}";

    private async Task<(JsonObject Direct, JsonObject Through)> BothAsync(string script, Func<StorageDoor, string[]> arguments)
    {
        var doors = await world.Storage.RunningAsync();

        async Task<JsonObject> RunAsync(StorageDoor door, Scratch scratch)
        {
            var result = await PythonClient.RunAsync(Path.Combine("s3", script), arguments(door), await door.EnvironmentAsync(scratch), scratch);
            return Outcomes.Parse(result.ShouldSucceed());
        }

        var results = await Task.WhenAll(RunAsync(doors.Direct, _direct), RunAsync(doors.Through, _through));
        return (results[0], results[1]);
    }
}
