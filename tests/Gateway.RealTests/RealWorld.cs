using Gateway.RealTests;
using Gateway.RealTests.Aws;
using Gateway.RealTests.Compose;
using Gateway.RealTests.Gateways;
using Gateway.RealTests.Helm;
using Gateway.RealTests.Keycloak;
using Gateway.RealTests.Ldap;
using Gateway.RealTests.Parts;
using Gateway.RealTests.Portal;
using Gateway.RealTests.Replicas;
using Gateway.RealTests.Storage;
using Xunit;

[assembly: AssemblyFixture(typeof(RealWorld))]

namespace Gateway.RealTests;

/// <summary>The real parts that all tests share; each starts when a test first asks for it, and all end with the run.</summary>
public sealed class RealWorld : IAsyncDisposable
{
    public RealWorld()
    {
        Compose = new Part<ComposeStack>(async () => await ComposeStack.UpAsync(await Docker.RunningAsync()));
        Portal = new Part<PortalWorld>(() => PortalWorld.StartAsync(this));
        MinioGateway = new Part<GatewayProcess>(async () => await StartGatewayAsync(await InFrontOfMinioAsync()));
        Storage = new Part<StorageDoors>(() => StorageDoors.OpenAsync(this));
        MotoGateway = new Part<GatewayProcess>(async () => await StartGatewayAsync(await InFrontOfMotoAsync()));
    }

    internal Part<KeycloakServer> Keycloak { get; } = new(KeycloakServer.StartAsync);

    internal Part<LdapDirectory> Ldap { get; } = new(LdapDirectory.StartAsync);

    internal Part<MinioServer> Minio { get; } = new(MinioServer.StartAsync);

    internal Part<MotoServer> Moto { get; } = new(MotoServer.StartAsync);

    /// <summary>For those who do not break it.</summary>
    internal Part<RedisServer> Redis { get; } = new(RedisServer.StartAsync);

    internal Part<SigninServer> Signin { get; } = new(SigninServer.StartAsync);

    internal Part<DockerEngine> Docker { get; } = new(DockerEngine.StartAsync);

    /// <summary>Everything of <c>docker-compose.yaml</c>, built and brought up.</summary>
    internal Part<ComposeStack> Compose { get; }

    /// <summary>A gateway with a portal, and a browser.</summary>
    internal Part<PortalWorld> Portal { get; }

    internal Part<KubernetesApi> Kubernetes { get; } = new(KubernetesApi.StartAsync);

    internal Part<PublishedProgram> Published { get; } = new(PublishedProgram.GatewayAsync);

    internal Part<PublishedProgram> Stsgw { get; } = new(PublishedProgram.StsgwAsync);

    /// <summary>A gateway with MinIO as S3 and STS; its policy file stays as shipped.</summary>
    internal Part<GatewayProcess> MinioGateway { get; }

    /// <summary>MinIO with and without a gateway in front of it.</summary>
    internal Part<StorageDoors> Storage { get; }

    /// <summary>A gateway with moto as DynamoDB, SQS and STS.</summary>
    internal Part<GatewayProcess> MotoGateway { get; }

    internal async Task<KeycloakRealm> RealmAsync() => (await Keycloak.RunningAsync()).Example;

    internal async Task<GatewayProcess> StartGatewayAsync(GatewaySetup setup) =>
        await GatewayProcess.StartAsync(await Published.RunningAsync(), setup);

    internal async Task<GatewaySetup> InFrontOfMinioAsync()
    {
        var minio = await Minio.RunningAsync();
        var signin = await Signin.RunningAsync();
        return new GatewaySetup((await RealmAsync()).Issuer, new BaseKey(MinioServer.RootUser, MinioServer.RootPassword))
        {
            EndpointUrl = minio.Address,
            Endpoints = new Dictionary<string, Uri> { ["signin"] = signin.Address, ["sts"] = minio.Sts },
        };
    }

    /// <summary>What a gateway is started with that has this moto as every service.</summary>
    internal async Task<GatewaySetup> InFrontOfAsync(MotoServer moto) =>
        new((await RealmAsync()).Issuer, moto.GatewayUser)
        {
            EndpointUrl = moto.Address,
            Endpoints = new Dictionary<string, Uri> { ["sts"] = moto.Sts },
        };

    public async ValueTask DisposeAsync()
    {
        await Storage.DisposeAsync();
        await Portal.DisposeAsync();
        await MinioGateway.DisposeAsync();
        await MotoGateway.DisposeAsync();
        await Published.DisposeAsync();
        await Stsgw.DisposeAsync();
        await Kubernetes.DisposeAsync();
        await Compose.DisposeAsync();
        await Docker.DisposeAsync();
        await Signin.DisposeAsync();
        await Redis.DisposeAsync();
        await Moto.DisposeAsync();
        await Minio.DisposeAsync();
        await Keycloak.DisposeAsync();
        await Ldap.DisposeAsync();
        SearchedHttpClient.Errors.ShouldBeNone();
    }

    private async Task<GatewaySetup> InFrontOfMotoAsync()
    {
        var moto = await Moto.RunningAsync();
        return new GatewaySetup((await RealmAsync()).Issuer, moto.GatewayUser)
        {
            Endpoints = new Dictionary<string, Uri> { ["dynamodb"] = moto.Address, ["sqs"] = moto.Address, ["sts"] = moto.Sts },
        };
    }
}
