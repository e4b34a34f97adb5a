using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Gateway.Hosting;

/// <summary>
/// Serves renewed certificates (<c>Kestrel:Certificates:Default</c>, <c>Kestrel:Endpoints:…:Certificate</c>) to new connections. Kestrel by itself would bind
/// the endpoint anew, and refuse connections for that moment. Certificates by server name (<c>Sni</c>) are read at start alone.
/// </summary>
internal sealed class ServerCertificates(IConfiguration configuration, IHostEnvironment environment, TimeProvider time, ILogger<ServerCertificates> logger)
    : IConfigureOptions<KestrelServerOptions>, IDisposable
{
    private readonly List<CertificateFile> followed = [];

    /// <summary>Those that are followed.</summary>
    public IReadOnlyCollection<CertificateFile> Followed => followed;

    public void Configure(KestrelServerOptions kestrel)
    {
        var section = configuration.GetSection("Kestrel");
        var endpoints = kestrel.Configure(section, reloadOnChange: false);
        var shared = Follow("default", section.GetSection("Certificates:Default"));
        kestrel.ConfigureHttpsDefaults(https => https.OnAuthenticate = shared is null ? null : shared.Show);
        foreach (var own in section.GetSection("Endpoints").GetChildren().Select(endpoint => endpoint.GetSection("Certificate")).Where(own => own.Exists()))
        {
            var name = own.Path.Split(ConfigurationPath.KeyDelimiter)[^2];
            var file = Follow(name, own);
            endpoints.Endpoint(name, endpoint =>
            {
                if (endpoint.IsHttps)
                {
                    endpoint.HttpsOptions.OnAuthenticate = file is null ? null : file.Show;
                }
            });
        }
    }

    public void Dispose() => followed.ForEach(file => file.Dispose());

    /// <summary>Follows the file of a certificate; null where it comes from a store.</summary>
    private CertificateFile? Follow(string name, IConfigurationSection certificate)
    {
        if (certificate["Path"] is not { Length: > 0 } path)
        {
            return null;
        }

        var file = new CertificateFile(
            name,
            Path.Combine(environment.ContentRootPath, path),
            certificate["KeyPath"] is { Length: > 0 } key ? Path.Combine(environment.ContentRootPath, key) : null,
            certificate["Password"], time, logger);
        followed.Add(file);
        file.Follow();
        return file;
    }
}
