using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Gateway.Telemetry;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Hosting;

/// <summary>TLS certificates are renewed under a gateway that serves.</summary>
public sealed class CertificateRenewalTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("gateway-tls-");

    private string CertificatePath => Path.Combine(folder.FullName, "tls.crt");

    private string KeyPath => Path.Combine(folder.FullName, "tls.key");

    [Theory]
    [InlineData("of the endpoint")]
    [InlineData("of all")]
    [InlineData("in PKCS #12")]
    public async Task A_renewed_certificate_is_served_and_no_connection_is_refused_meanwhile(string kind)
    {
        Write(kind, Certificate("first"));
        await using var gateway = await TestGateway.StartAsync(settings: Settings(kind));
        var port = Port(gateway);
        (await ShownAsync(port)).ShouldBe("CN=first");
        using var stop = new CancellationTokenSource();
        var connecting = Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            var served = 0;
            for (; !stop.IsCancellationRequested; served++)
            {
                await ShownAsync(port);
            }

            return served;
        })).ToList();

        Write(kind, Certificate("second"));
        await Waiting.UntilAsync(async () => await ShownAsync(port) == "CN=second");
        await stop.CancelAsync();

        // A refused connection or handshake would throw here.
        (await Task.WhenAll(connecting)).ShouldAllBe(served => served > 0);
    }

    [Fact]
    public async Task A_broken_file_leaves_the_last_good_certificate_and_is_told_once_until_it_is_mended()
    {
        const string Kind = "of the endpoint";
        Write(Kind, Certificate("first"));
        await using var gateway = await TestGateway.StartAsync(settings: Settings(Kind));
        var port = Port(gateway);

        await File.WriteAllTextAsync(CertificatePath, "-----BEGIN CERTIFICATE-----\nbroken\n");
        await Waiting.UntilAsync(() => Task.FromResult(gateway.Logs.Text.Contains("Error 2301", StringComparison.Ordinal)));
        (await ShownAsync(port)).ShouldBe("CN=first");

        Write(Kind, Certificate("second"));
        await Waiting.UntilAsync(async () => await ShownAsync(port) == "CN=second");
        gateway.Logs.Text.Split('\n').Count(line => line.StartsWith("Error 2301", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Theory]
    [InlineData("of the endpoint", "Https")]
    [InlineData("of all", "default")]
    [InlineData("in PKCS #12", "Https")]
    public async Task How_long_the_certificate_is_good_and_whether_a_renewed_one_is_not_is_measured(string kind, string name)
    {
        Write(kind, Certificate("first"));
        await using var gateway = await TestGateway.StartAsync(settings: Settings(kind));
        Measure(gateway, "remaining").Tag(TagNames.Certificate).ShouldBe(name);
        Measure(gateway, "remaining").Value.ShouldBeInRange(86_000, 86_400);
        Measure(gateway, "failing").Value.ShouldBe(0);

        await File.WriteAllTextAsync(CertificatePath, "broken");
        await Waiting.UntilAsync(() => Task.FromResult(Measure(gateway, "failing").Value == 1));
        Measure(gateway, "remaining").Value.ShouldBeGreaterThan(86_000);

        Write(kind, Certificate("second", days: 3));
        await Waiting.UntilAsync(() => Task.FromResult(Measure(gateway, "failing").Value == 0));
        Measure(gateway, "remaining").Value.ShouldBeGreaterThan(2 * 86_400);
    }

    [Fact]
    public async Task A_certificate_whose_key_comes_later_waits_for_it()
    {
        const string Kind = "of the endpoint";
        Write(Kind, Certificate("first"));
        await using var gateway = await TestGateway.StartAsync(settings: Settings(Kind));
        using var second = Certificate("second");

        await File.WriteAllTextAsync(CertificatePath, second.ExportCertificatePem());
        await Waiting.UntilAsync(() => Task.FromResult(gateway.Logs.Text.Contains("Error 2301", StringComparison.Ordinal)));
        (await ShownAsync(Port(gateway))).ShouldBe("CN=first");
        await File.WriteAllTextAsync(KeyPath, second.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());

        await Waiting.UntilAsync(async () => await ShownAsync(Port(gateway)) == "CN=second");
    }

    [Fact]
    public async Task A_renewed_certificate_is_served_with_its_intermediates()
    {
        const string Kind = "of the endpoint";
        Write(Kind, Certificate("first"));
        await using var gateway = await TestGateway.StartAsync(settings: Settings(Kind));
        var port = Port(gateway);
        using var root = Authority("root", signer: null);
        using var intermediate = Authority("intermediate", root);
        using var leaf = Certificate("second", intermediate);

        await File.WriteAllTextAsync(KeyPath, leaf.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        await File.WriteAllTextAsync(CertificatePath, $"{leaf.ExportCertificatePem()}\n{intermediate.ExportCertificatePem()}\n");
        await Waiting.UntilAsync(async () => await ShownAsync(port) == "CN=second");

        await Should.NotThrowAsync(() => ShakeHandsAsync(port, root));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static Measured Measure(TestGateway gateway, string what)
    {
        gateway.Telemetry.Collect();
        return gateway.Telemetry.Measurements.Last(measured => measured.Instrument == $"gateway.certificate.{what}");
    }

    private static X509Certificate2 Certificate(string name, int days = 1)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        return new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddMinutes(-5), now.AddDays(days));
    }

    private static X509Certificate2 Authority(string name, X509Certificate2? signer)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        var now = TimeProvider.System.GetUtcNow();
        if (signer is null)
        {
            return request.CreateSelfSigned(now.AddMinutes(-5), now.AddDays(2));
        }

        using var made = request.Create(signer, now.AddMinutes(-5), now.AddDays(1), RandomNumberGenerator.GetBytes(8));
        return made.CopyWithPrivateKey(key);
    }

    private static X509Certificate2 Certificate(string name, X509Certificate2 signer)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var made = request.Create(signer, now.AddMinutes(-5), now.AddHours(12), RandomNumberGenerator.GetBytes(8));
        return made.CopyWithPrivateKey(key);
    }

    /// <summary>A handshake of a client that trusts this root and has no other certificate at hand.</summary>
    private static async Task ShakeHandsAsync(int port, X509Certificate2 root)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        await using var tls = new SslStream(client.GetStream());
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { root }, RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true },
        });
    }

    private static int Port(TestGateway gateway) =>
        new Uri(gateway.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single(address => address.StartsWith("https:", StringComparison.Ordinal))).Port;

    /// <summary>Whom a new connection is shown.</summary>
    private static async Task<string> ShownAsync(int port)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        await using var tls = new SslStream(client.GetStream());
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "127.0.0.1", RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null });
        return tls.RemoteCertificate!.Subject;
    }

    private void Write(string kind, X509Certificate2 certificate)
    {
        using (certificate)
        {
            if (kind == "in PKCS #12")
            {
                File.WriteAllBytes(CertificatePath, certificate.Export(X509ContentType.Pfx, "secret-of-the-file"));
                return;
            }

            File.WriteAllText(CertificatePath, certificate.ExportCertificatePem());
            File.WriteAllText(KeyPath, certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        }
    }

    private (string Key, string Value)[] Settings(string kind) => kind switch
    {
        "of all" =>
        [
            ("urls", "http://127.0.0.1:0;https://127.0.0.1:0"),
            ("Kestrel:Certificates:Default:Path", CertificatePath), ("Kestrel:Certificates:Default:KeyPath", KeyPath),
        ],
        _ =>
        [
            ("Kestrel:Endpoints:Http:Url", "http://127.0.0.1:0"), ("Kestrel:Endpoints:Https:Url", "https://127.0.0.1:0"), ("Kestrel:Endpoints:Https:Certificate:Path", CertificatePath),
            kind == "in PKCS #12" ? ("Kestrel:Endpoints:Https:Certificate:Password", "secret-of-the-file") : ("Kestrel:Endpoints:Https:Certificate:KeyPath", KeyPath),
        ],
    };
}
