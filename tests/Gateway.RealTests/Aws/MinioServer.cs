using Gateway.RealTests.Parts;

namespace Gateway.RealTests.Aws;

/// <summary>MinIO as S3 and STS: it checks every signature, session token and session policy.</summary>
internal sealed class MinioServer : AwsServer
{
    public const string RootUser = "real-tests-root";
    public const string RootPassword = "real-tests-root-password";
    public const string Region = "eu-west-1";
    public const string Bucket = "orders";

    /// <summary>Below this name, host-style buckets; the gateway's own for S3 where its domain is <see cref="GatewayDomain"/>.</summary>
    public const string HostStyleDomain = $"s3.{Region}.{GatewayDomain}";

    /// <summary>Names below localhost are loopback: RFC 6761 section 6.3.</summary>
    public const string GatewayDomain = "aws.localhost";

    private MinioServer(Scratch scratch, ServerProcess process, Uri address, StsRecorder sts)
        : base(scratch, process, address, sts)
    {
    }

    public static async Task<string?> FindAsync() => Tool.OnPath("minio") ?? await Tool.UnpackAsync("minio");

    public static Task<MinioServer> StartAsync() => StartAsync(certificate: null);

    /// <summary>Starts a server of its own storage; with a certificate it takes https alone.</summary>
    public static async Task<MinioServer> StartAsync(LoopbackCertificate? certificate)
    {
        var minio = await FindAsync();
        if (minio is null)
        {
            AbsentPart.Report("MinIO", "Put minio on the PATH.");
        }

        var scratch = new Scratch();
        var data = scratch.Folder("data");
        // A folder of the data directory is a bucket.
        scratch.Folder("data", Bucket);
        var certificates = scratch.Folder("certificates");
        if (certificate is not null)
        {
            await File.WriteAllTextAsync(Path.Combine(certificates, "public.crt"), certificate.Pem);
            await File.WriteAllTextAsync(Path.Combine(certificates, "private.key"), certificate.KeyPem);
        }

        var address = new Uri($"{(certificate is null ? "http" : "https")}://127.0.0.1:{LoopbackPort.Next()}");
        var process = ServerProcess.Start(
            "MinIO",
            minio,
            ["server", "--certs-dir", certificates, "--address", address.Authority, data],
            new Dictionary<string, string?>
            {
                ["MINIO_ROOT_USER"] = RootUser,
                ["MINIO_ROOT_PASSWORD"] = RootPassword,
                ["MINIO_REGION"] = Region,
                ["MINIO_DOMAIN"] = HostStyleDomain,
                ["MINIO_BROWSER"] = "off",
                ["HOME"] = scratch.Root,
            },
            scratch.Root);
        var server = new MinioServer(scratch, process, address, await StsRecorder.StartAsync(address));
        using var trusting = certificate?.TrustingHandler();
        return await server.OnceAsync(process.ReadyAsync(new Uri(address, "/minio/health/ready"), TimeSpan.FromSeconds(60), trusting));
    }

    /// <summary>What a client needs to look at the objects past the gateway.</summary>
    public Dictionary<string, string?> RootEnvironment() => new()
    {
        ["AWS_ENDPOINT_URL"] = Address.OriginalString,
        ["AWS_ACCESS_KEY_ID"] = RootUser,
        ["AWS_SECRET_ACCESS_KEY"] = RootPassword,
        ["AWS_REGION"] = Region,
        ["AWS_DEFAULT_REGION"] = Region,
    };
}
