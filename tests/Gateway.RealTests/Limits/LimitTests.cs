using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Gateway.RealTests.Aws;
using Gateway.RealTests.Gateways;
using Gateway.RealTests.Parts;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Limits;

/// <summary>What a real client and a real signal see of the gateway's limits.</summary>
public sealed class LimitTests(RealWorld world) : IDisposable
{
    private readonly Scratch _scratch = new();

    [Fact]
    public async Task boto3_over_its_limit_waits_and_gets_through()
    {
        var setup = await world.InFrontOfMinioAsync() with
        {
            Settings = new Dictionary<string, string> { ["Gateway__Limits__RequestsPerSecond"] = "2", ["Gateway__Limits__Burst"] = "3" },
        };
        await using var gateway = await world.StartGatewayAsync(setup);
        var settings = ClientSettings.WebIdentity(gateway.Address, await (await world.RealmAsync()).AccessTokenAsync("demo"), "OrdersReader", _scratch);

        var result = await PythonClient.RunAsync("many_calls.py", [MinioServer.Bucket, "20"], settings, _scratch);

        using var told = JsonDocument.Parse(result.ShouldSucceed());
        told.RootElement.GetProperty("calls").GetInt32().ShouldBe(20);
        told.RootElement.GetProperty("retries").GetInt32().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task SIGTERM_with_fifty_uploads_in_flight_loses_none_and_ends_the_process()
    {
        await using var gateway = await world.StartGatewayAsync(await world.InFrontOfMinioAsync());
        var token = await (await world.RealmAsync()).AccessTokenAsync("demo");
        // Told to go on, each upload is in the gateway's hands and not only on its way there.
        using var http = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(2) }) { BaseAddress = gateway.Address };
        http.DefaultRequestHeaders.ExpectContinue = true;
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        http.DefaultRequestHeaders.Add("X-Gateway-Role", "orders-writer");
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var bodies = Enumerable.Range(0, 50).Select(_ => new HeldContent(goOn.Task)).ToList();
        var uploads = bodies.Select((body, i) => http.PutAsync($"/aws/s3/eu-west-1/{MinioServer.Bucket}/drained/{i}", body)).ToList();
        await Task.WhenAll(bodies.Select(body => body.IsHalfSent));

        var ended = gateway.TerminateAsync();
        await NotListeningAsync(gateway.Address);
        goOn.SetResult();

        foreach (var answer in await Task.WhenAll(uploads))
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        (await ended).ShouldBe(0);
        (await SizesAsync("drained/")).ShouldBe(bodies.Select(body => body.Headers.ContentLength));
    }

    public void Dispose() => _scratch.Dispose();

    /// <summary>The sizes of the objects that MinIO has below a prefix, past the gateway.</summary>
    private async Task<IReadOnlyList<long?>> SizesAsync(string prefix)
    {
        var minio = await world.Minio.RunningAsync();
        using var s3 = new AmazonS3Client(
            new BasicAWSCredentials(MinioServer.RootUser, MinioServer.RootPassword),
            new AmazonS3Config { ServiceURL = minio.Address.OriginalString, AuthenticationRegion = MinioServer.Region, ForcePathStyle = true });
        var listed = await s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = MinioServer.Bucket, Prefix = prefix });
        return [.. listed.S3Objects.Select(found => found.Size)];
    }

    private static async Task NotListeningAsync(Uri address)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            try
            {
                using var probe = new System.Net.Sockets.TcpClient();
                await probe.ConnectAsync(IPAddress.Loopback, address.Port, patience.Token);
                await Task.Delay(TimeSpan.FromMilliseconds(50), patience.Token);
            }
            catch (System.Net.Sockets.SocketException)
            {
                return;
            }
        }
    }
}
