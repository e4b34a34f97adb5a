using System.Net.Sockets;

namespace Gateway.Health;

/// <summary><c>gateway healthcheck</c>: asks the gateway of the same container whether it is ready, for images that have no shell.</summary>
internal static class HealthCheckCommand
{
    /// <summary>0 when <c>/readyz</c> answers 200 where <c>ASPNETCORE_URLS</c> or <c>ASPNETCORE_HTTP_PORTS</c> say; else 1.</summary>
    public static async Task<int> RunAsync(TextWriter errors)
    {
        Uri address;
        try
        {
            address = Address(Environment.GetEnvironmentVariable("ASPNETCORE_URLS"), Environment.GetEnvironmentVariable("ASPNETCORE_HTTP_PORTS"));
        }
        catch (FormatException e)
        {
            await errors.WriteLineAsync($"ASPNETCORE_URLS or ASPNETCORE_HTTP_PORTS cannot be read: {e.Message}");
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

    internal static Uri Address(string? urls, string? ports)
    {
        if (urls?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault() is { } url)
        {
            var binding = BindingAddress.Parse(url);
            var host = binding.Host is "+" or "*" or "0.0.0.0" or "[::]" ? "localhost" : binding.Host;
            return new Uri($"{binding.Scheme}://{host}:{binding.Port}");
        }

        var port = ports?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault() ?? "5000";
        return new Uri($"http://localhost:{port}");
    }
}
