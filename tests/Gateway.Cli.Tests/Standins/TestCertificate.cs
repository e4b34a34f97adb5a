using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Gateway.Cli.Tests.Standins;

/// <summary>A certificate that nobody trusts who is not told to; good by the real clock, which TLS goes by.</summary>
internal static class TestCertificate
{
    public static X509Certificate2 Create(int daysLeft = 100, string? otherName = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=gateway", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (otherName is null)
        {
            names.AddIpAddress(IPAddress.Loopback);
        }
        else
        {
            names.AddDnsName(otherName);
        }

        request.CertificateExtensions.Add(names.Build());
        var ends = TimeProvider.System.GetUtcNow().AddDays(daysLeft);
        using var certificate = request.CreateSelfSigned(ends.AddDays(-200), ends);
        // Windows takes no key for TLS that is in memory alone.
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
