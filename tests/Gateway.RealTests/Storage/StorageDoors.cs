using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Gateway.RealTests.Aws;
using Gateway.RealTests.Gateways;
using Gateway.RealTests.Parts;

namespace Gateway.RealTests.Storage;

/// <summary>MinIO with and without the gateway in front, over http and https, host style and path style.</summary>
internal sealed class StorageDoors : IAsyncDisposable
{
    private readonly Scratch _scratch;
    private readonly MinioServer _secured;
    private readonly GatewayProcess _gateway;

    private StorageDoors(Scratch scratch, MinioServer secured, GatewayProcess gateway, StorageDoor direct, StorageDoor through)
    {
        _scratch = scratch;
        _secured = secured;
        _gateway = gateway;
        Direct = direct;
        Through = through;
    }

    public StorageDoor Direct { get; }

    public StorageDoor Through { get; }

    public static async Task<StorageDoors> OpenAsync(RealWorld world)
    {
        var minio = await world.Minio.RunningAsync();
        var realm = await world.RealmAsync();
        var certificate = LoopbackCertificate.Create(MinioServer.HostStyleDomain, $"*.{MinioServer.HostStyleDomain}");
        var scratch = new Scratch();
        var file = scratch.Write("certificate.pem", certificate.Pem);
        var https = new Uri($"https://127.0.0.1:{LoopbackPort.Next()}");
        var setup = await world.InFrontOfMinioAsync();
        // MinIO takes either http or https, so that there is another one behind the direct way's https.
        var secured = await MinioServer.StartAsync(certificate);
        var gateway = await world.StartGatewayAsync(setup with
        {
            HttpsAddress = https,
            Settings = new Dictionary<string, string>
            {
                ["Gateway__Domain"] = MinioServer.GatewayDomain,
                ["Kestrel__Certificates__Default__Path"] = file,
                ["Kestrel__Certificates__Default__KeyPath"] = scratch.Write("key.pem", certificate.KeyPem),
            },
        });

        async Task<Dictionary<string, string?>> ThroughAsync(Scratch own) =>
            ClientSettings.WebIdentity(gateway.Address, await realm.AccessTokenAsync("demo"), "OrdersWriter", own);

        async Task<AWSCredentials> KeysAsync()
        {
            using var answer = await gateway.GetAsync("/api/credentials?role=orders-writer&mode=forward", await realm.AccessTokenAsync("demo"));
            var json = (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>())!;
            string Text(string member) => json[member]!.GetValue<string>();
            return new SessionAWSCredentials(Text("AccessKeyId"), Text("SecretAccessKey"), Text("SessionToken"));
        }

        var direct = new StorageDoor
        {
            Name = "sans-gateway",
            Http = minio.Address,
            Https = secured.Address,
            Certificate = certificate,
            CertificateFile = file,
            Settings = _ => Task.FromResult(minio.RootEnvironment()),
            KeysAsync = () => Task.FromResult<AWSCredentials>(new BasicAWSCredentials(MinioServer.RootUser, MinioServer.RootPassword)),
        };
        var through = direct with { Name = "with-gateway", Http = gateway.Address, Https = https, Settings = ThroughAsync, KeysAsync = KeysAsync };
        return new StorageDoors(scratch, secured, gateway, direct, through);
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _secured.DisposeAsync();
        _scratch.Dispose();
    }
}
