using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;

namespace Gateway.Hosting;

/// <summary>
/// A certificate of Kestrel's configuration, followed as its files change: an edit, a rename and Kubernetes' swap of the <c>..data</c> symlink alike. What cannot
/// be used leaves the last good one in its place.
/// </summary>
/// <param name="name">The endpoint that shows it, or <c>default</c>.</param>
/// <param name="path">PEM with the chain, or PKCS #12.</param>
/// <param name="keyPath">The key in PEM; null with PKCS #12.</param>
/// <param name="password">Of the key or the PKCS #12 file.</param>
/// <param name="time">Measures how long ago the files were looked at.</param>
/// <param name="logger">Told of what is taken and refused.</param>
internal sealed class CertificateFile(string name, string path, string? keyPath, string? password, TimeProvider time, ILogger logger) : IDisposable
{
    /// <summary>How often the files are looked at; twice the same, and a change is taken, so that a certificate is not read before its key is there.</summary>
    public static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    private readonly Lock polling = new();
    private volatile SslStreamCertificateContext? current;
    private volatile string? lastError;
    private DateTimeOffset? notAfter;
    private ITimer? timer;
    private string judged = "";
    private string seen = "";

    public string Name => name;

    /// <summary>Where it is read from, as people are told.</summary>
    public string Files => keyPath is null ? path : $"{path} with the key {keyPath}";

    /// <summary>When the certificate ends that new connections get; null where it could not be read.</summary>
    public DateTimeOffset? NotAfter
    {
        get
        {
            lock (polling)
            {
                return notAfter;
            }
        }
    }

    /// <summary>What is wrong with the files; null while they hold what is in force.</summary>
    public string? LastError => lastError;

    /// <summary>Begins to follow the files.</summary>
    public void Follow()
    {
        lock (polling)
        {
            // A start with bad files is ended by the server.
            judged = seen = Hash();
            ReadEnd();
            timer = time.CreateTimer(_ => Poll(), null, PollInterval, PollInterval);
        }
    }

    /// <summary>Shows a new connection the certificate that was taken last; until one was, that with which the server started.</summary>
    public void Show(ConnectionContext connection, SslServerAuthenticationOptions tls)
    {
        if (current is { } renewed)
        {
            tls.ServerCertificateContext = renewed;
        }
    }

    public void Dispose() => timer?.Dispose();

    private void Poll()
    {
        lock (polling)
        {
            var hash = Hash();
            if (hash == seen && hash != judged)
            {
                judged = hash;
                Take();
            }

            seen = hash;
        }
    }

    private void Take()
    {
        try
        {
            var (certificate, chain) = Read();
            // Offline: what the file holds is what is shown, and nothing is fetched from addresses in it.
            current = SslStreamCertificateContext.Create(certificate, chain, offline: true);
            var ends = certificate.NotAfter.ToUniversalTime();
            notAfter = new DateTimeOffset(ends);
            lastError = null;
            Log.CertificateTaken(logger, path, ends);
        }
        catch (Exception e)
        {
            // Whatever is wrong with the files, connections go on by the certificate that there is.
            lastError = e.Message;
            Log.CertificateRefused(logger, path, e.Message);
        }
    }

    /// <summary>When the certificate ends that the server starts with.</summary>
    private void ReadEnd()
    {
        try
        {
            using var certificate = Read().Certificate;
            notAfter = new DateTimeOffset(certificate.NotAfter.ToUniversalTime());
        }
        catch (Exception e)
        {
            // The server reads the same files next, and ends the start, which is told with this.
            lastError = e.Message;
        }
    }

    private (X509Certificate2 Certificate, X509Certificate2Collection Chain) Read()
    {
        if (keyPath is null)
        {
            var all = X509CertificateLoader.LoadPkcs12CollectionFromFile(path, password);
            return (all.First(certificate => certificate.HasPrivateKey), all);
        }

        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(path);
        return (password is null ? X509Certificate2.CreateFromPemFile(path, keyPath) : X509Certificate2.CreateFromEncryptedPemFile(path, password, keyPath), chain);
    }

    private string Hash()
    {
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var file in new[] { path, keyPath }.OfType<string>())
            {
                hash.AppendData(File.ReadAllBytes(file));
            }

            return Convert.ToHexString(hash.GetHashAndReset());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }
}
