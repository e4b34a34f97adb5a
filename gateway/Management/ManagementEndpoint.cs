using System.Net;

namespace Gateway.Management;

/// <summary>Adds the management port to what the server listens on, beside the public addresses, which stay as they are configured.</summary>
internal static class ManagementEndpoint
{
    /// <summary>Must be called when the configuration is complete.</summary>
    public static void AddManagementEndpoint(this WebApplicationBuilder builder)
    {
        var options = TypedSection.Usable<ManagementOptions>(builder.Configuration.GetSection("Gateway:Management")).Get<ManagementOptions>();
        if (options?.Port is not (>= 0 and <= 65535) || !Uri.TryCreate(options.Address.Replace("*", "any").Replace("+", "any"), UriKind.Absolute, out var own))
        {
            // None, or one that the validation of options is about to refuse.
            return;
        }

        if (Addresses(builder.Configuration).FirstOrDefault(address => PortOf(address) == options.Port) is { } taken)
        {
            builder.Services.AddOptions<ManagementOptions>().Validate(
                _ => false, $"Gateway:Management:Port {options.Port} is the port of the public address {taken} as well; choose another, since requests for management are told apart by the port alone.");
            return;
        }

        if (builder.Configuration.GetSection("Kestrel:Endpoints").GetChildren().Any())
        {
            // Kestrel takes its own section before URLs, but together with what is added in code.
            builder.WebHost.ConfigureKestrel(kestrel => Listen(kestrel, own, options.Port.Value));
            return;
        }

        builder.WebHost.UseUrls([.. PublicUrls(builder.Configuration), $"{options.Address}:{options.Port}"]);
        builder.WebHost.UseSetting(WebHostDefaults.HttpPortsKey, "").UseSetting(WebHostDefaults.HttpsPortsKey, "");
    }

    /// <summary>What the server is told to listen on: its own section, else <see cref="PublicUrls"/>.</summary>
    internal static IReadOnlyList<string> Addresses(IConfiguration configuration) =>
        configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"] ?? "").ToList() is { Count: > 0 } own ? own : PublicUrls(configuration);

    /// <summary>What the server would listen on by itself: <c>ASPNETCORE_URLS</c>, else the ports, else port 5000.</summary>
    internal static IReadOnlyList<string> PublicUrls(IConfiguration configuration)
    {
        var urls = Split(configuration[WebHostDefaults.ServerUrlsKey]);
        if (urls.Length == 0)
        {
            urls = [.. Split(configuration[WebHostDefaults.HttpPortsKey]).Select(port => $"http://*:{port}"), .. Split(configuration[WebHostDefaults.HttpsPortsKey]).Select(port => $"https://*:{port}")];
        }

        return urls.Length == 0 ? ["http://localhost:5000"] : urls;
    }

    /// <summary>The port of an address; null where it has none, is any free one, or is told to be no address when the server starts.</summary>
    private static int? PortOf(string address)
    {
        try
        {
            return BindingAddress.Parse(address) is { IsUnixPipe: false, IsNamedPipe: false, Port: > 0 and var port } ? port : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string[] Split(string? list) => list?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static void Listen(Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions kestrel, Uri address, int port)
    {
        Action<Microsoft.AspNetCore.Server.Kestrel.Core.ListenOptions> configure = listen =>
        {
            if (address.Scheme == Uri.UriSchemeHttps)
            {
                listen.UseHttps();
            }
        };
        if (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip))
        {
            kestrel.Listen(ip, port, configure);
        }
        else if (address.Host == "localhost")
        {
            kestrel.ListenLocalhost(port, configure);
        }
        else
        {
            kestrel.ListenAnyIP(port, configure);
        }
    }
}
