using System.Net.Sockets;
using Gateway.Management;

namespace Gateway.Hosting;

/// <summary>Says in a line why the server does not start, by the file or the address that is to blame: its own exceptions seldom name them.</summary>
internal static class StartProblem
{
    private const string Default = "Kestrel:Certificates:Default";

    /// <summary>What to tell; null where the exception is none of the server's.</summary>
    public static string? Of(Exception e, IServiceProvider services)
    {
        if (e.StackTrace is not { } trace || !trace.Contains("Microsoft.AspNetCore.Server.Kestrel", StringComparison.Ordinal))
        {
            return null;
        }

        var configuration = services.GetRequiredService<IConfiguration>();
        return e.Message.StartsWith("Unable to configure HTTPS endpoint", StringComparison.Ordinal) ? NoCertificate(configuration)
            : trace.Contains("Certificate", StringComparison.Ordinal) ? BadCertificate(e, configuration, services.GetRequiredService<ServerCertificates>())
            : e is not InvalidOperationException && trace.Contains("Bind", StringComparison.Ordinal) ? BadAddress(e, configuration)
            : e.Message;
    }

    private static string NoCertificate(IConfiguration configuration) =>
        $"There is no certificate for {string.Join(" or ", Addresses(configuration).Where(address => address.StartsWith("https:", StringComparison.OrdinalIgnoreCase)))}: name its files by {Default}:Path and {Default}:KeyPath.";

    private static string BadCertificate(Exception e, IConfiguration configuration, ServerCertificates certificates)
    {
        var bad = certificates.Followed.Where(file => file.LastError is not null).Select(file => $"The certificate {file.Files} cannot be used: {Sentence(file.LastError!)}").ToList();
        if (bad.Count == 0)
        {
            // One by server name, or out of a store.
            var files = configuration.GetSection("Kestrel").AsEnumerable().Where(entry => entry.Value is not null && IsFile(entry.Key)).Select(entry => entry.Value).Distinct(StringComparer.Ordinal);
            bad.Add($"A certificate cannot be used{(string.Join(", ", files) is { Length: > 0 } several ? $", one of {several}" : "")}: {Sentence(e.Message)}");
        }

        return $"{string.Join(' ', bad)} The gateway's user must be able to read the files; PEM needs Path and KeyPath, PKCS #12 Path alone, and Password must be that of the key.";
    }

    private static string BadAddress(Exception e, IConfiguration configuration)
    {
        if (e is IOException)
        {
            // In use; this one names its address.
            return $"{e.Message} Stop what listens there, or choose another port.";
        }

        var advice = e switch
        {
            SocketException { SocketErrorCode: SocketError.AddressNotAvailable } => " Choose an address of this machine; * is every one.",
            SocketException { SocketErrorCode: SocketError.AccessDenied } => " Choose a port above 1023: this user may not take those below.",
            _ => "",
        };
        var why = e is ArgumentOutOfRangeException ? "A port is a number up to 65535." : Sentence(e.Message);
        return $"The gateway cannot listen on {string.Join(" or ", Addresses(configuration))}: {why}{advice}";
    }

    private static IEnumerable<string> Addresses(IConfiguration configuration)
    {
        var management = configuration.GetSection("Gateway:Management").Get<ManagementOptions>();
        var own = management?.Port is { } port ? [$"{management.Address}:{port}"] : Array.Empty<string>();
        return ManagementEndpoint.Addresses(configuration).Concat(own).Distinct(StringComparer.OrdinalIgnoreCase);
    }

    private static bool IsFile(string key) => key.EndsWith(":Path", StringComparison.OrdinalIgnoreCase) || key.EndsWith(":KeyPath", StringComparison.OrdinalIgnoreCase);

    private static string Sentence(string words) => words.TrimEnd('.', ' ') + ".";
}
