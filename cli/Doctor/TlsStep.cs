using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Gateway.Cli.Doctor;

/// <summary>TLS to the gateway, and whether its certificate is trusted as calls will have it.</summary>
internal sealed class TlsStep(string host)
{
    private const string Step = "tls";
    private const string Keepers = "Tell those who run the gateway.";

    private static readonly TimeSpan Soon = TimeSpan.FromDays(14);

    private Finding? _refusal;

    public async Task<Finding> RunAsync(Stream connection, TimeProvider time, CancellationToken cancellation)
    {
        try
        {
            await using var tls = new SslStream(connection);
            var options = new SslClientAuthenticationOptions { TargetHost = host, RemoteCertificateValidationCallback = IsTrusted };
            await tls.AuthenticateAsClientAsync(options, cancellation);
            using var certificate = new X509Certificate2(tls.RemoteCertificate!);
            var ends = EndOf(certificate);
            return ends - time.GetUtcNow() < Soon
                ? new Finding(Step, FindingState.Warning, $"The certificate ends at {ends:u}.", Keepers)
                : new Finding(Step, FindingState.Good, $"{tls.SslProtocol}, certificate until {ends:u}");
        }
        catch (Exception e) when (e is AuthenticationException or IOException or OperationCanceledException)
        {
            return _refusal ?? Bad($"TLS fails: {NetworkSteps.ReasonOf(e)}", "Does the gateway speak https at this port?");
        }
    }

    private bool IsTrusted(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        _refusal = errors is SslPolicyErrors.None ? null : Refusal(chain, errors);
        return _refusal is null;
    }

    private Finding Refusal(X509Chain? chain, SslPolicyErrors errors)
    {
        var links = chain?.ChainElements.ToArray() ?? [];
        if (links.FirstOrDefault(link => link.ChainElementStatus.Any(s => s.Status.HasFlag(X509ChainStatusFlags.NotTimeValid))) is { Certificate: var late })
        {
            return Bad($"The certificate of {late.Subject} is good from {StartOf(late):u} until {EndOf(late):u} alone.", $"Is this machine's clock right? {Keepers}");
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            return Bad($"The certificate is not for {host}.", $"Is the address right? {Keepers}");
        }

        var reasons = chain?.ChainStatus.Select(s => s.StatusInformation.Trim()).Distinct(StringComparer.Ordinal) ?? [];
        return Bad(
            $"This machine does not trust the certificate: {string.Join(' ', reasons)}",
            OperatingSystem.IsLinux() ? "For a private authority, set SSL_CERT_FILE to its certificate." : "For a private authority, add its certificate to those that this machine trusts.");
    }

    private static Finding Bad(string detail, string advice) => new(Step, FindingState.Bad, detail, advice);

    private static DateTimeOffset StartOf(X509Certificate2 certificate) => new(certificate.NotBefore.ToUniversalTime(), TimeSpan.Zero);

    private static DateTimeOffset EndOf(X509Certificate2 certificate) => new(certificate.NotAfter.ToUniversalTime(), TimeSpan.Zero);
}
