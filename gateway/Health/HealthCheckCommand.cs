using System.Net.Sockets;
using Gateway.Hosting;
using Gateway.Management;

namespace Gateway.Health;

/// <summary><c>gateway healthcheck</c>: asks the gateway of the same container whether it is ready, for images that have no shell.</summary>
internal static class HealthCheckCommand
{
    /// <summary>0 when <c>/readyz</c> answers 200 where the environment says that the gateway listens; else 1.</summary>
    public static async Task<int> RunAsync(TextWriter errors)
    {
        Uri address;
        try
        {
            // As the gateway itself reads it: what comes later goes before.
            var settings = new ConfigurationManager();
            settings.AddEnvironmentVariables("DOTNET_").AddEnvironmentVariables("ASPNETCORE_").AddEnvironmentVariables();
            settings.AddSettingsFolder();
            address = Address(settings);
        }
        catch (FormatException e)
        {
            await errors.WriteLineAsync($"Kestrel__Endpoints__NAME__Url, ASPNETCORE_URLS, ASPNETCORE_HTTP_PORTS or ASPNETCORE_HTTPS_PORTS cannot be read: {e.Message}");
            return 1;
        }

        using var handler = new SocketsHttpHandler
        {
#pragma warning disable CA5359 // The certificate names the public host; this connection is to the same container, and carries nothing secret.
            SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true },
#pragma warning restore CA5359
        };
        using var client = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(3) };
        try
        {
            using var answer = await client.GetAsync(new Uri(address, "/readyz"));
            if (answer.IsSuccessStatusCode)
            {
                return 0;
            }

            await errors.WriteLineAsync(await answer.Content.ReadAsStringAsync());
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or SocketException)
        {
            await errors.WriteLineAsync($"{address} does not answer: {e.Message}");
        }

        return 1;
    }

    /// <summary>The first public address, from this machine.</summary>
    internal static Uri Address(IConfiguration configuration)
    {
        // Kestrel takes its own section before URLs.
        var url = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]).FirstOrDefault(url => !string.IsNullOrEmpty(url))
            ?? ManagementEndpoint.PublicUrls(configuration)[0];
        var binding = BindingAddress.Parse(url);
        var host = binding.Host is "+" or "*" or "0.0.0.0" or "[::]" ? "localhost" : binding.Host;
        return new Uri($"{binding.Scheme}://{host}:{binding.Port}");
    }
}
