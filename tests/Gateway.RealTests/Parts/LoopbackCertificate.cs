using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Gateway.RealTests.Parts;

/// <summary>A certificate for 127.0.0.1, and for host names if any are given, that nobody else trusts.</summary>
internal sealed class LoopbackCertificate
{
    private LoopbackCertificate(string certificate, string key)
    {
        Pem = certificate;
        KeyPem = key;
    }

    public string Pem { get; }

    public string KeyPem { get; }

    public static LoopbackCertificate Create(params ReadOnlySpan<string> hosts)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        foreach (var host in hosts)
        {
            names.AddDnsName(host);
        }

        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddMinutes(-5), now.AddDays(1));
        return new LoopbackCertificate(certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>For a server.</summary>
    public X509Certificate2 WithKey() => X509Certificate2.CreateFromPem(Pem, KeyPem);

    /// <summary>For a client that trusts this certificate alone.</summary>
    public HttpMessageHandler TrustingHandler() => new SocketsHttpHandler
    {
        SslOptions =
        {
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { X509Certificate2.CreateFromPem(Pem) },
                RevocationMode = X509RevocationMode.NoCheck,
            },
        },
    };
}
