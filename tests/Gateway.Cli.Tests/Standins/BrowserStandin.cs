using Gateway.Cli.Terminal;

namespace Gateway.Cli.Tests.Standins;

/// <summary>A browser that follows redirects, like a person who has a session at the issuer already.</summary>
internal sealed class BrowserStandin : ISystemBrowser, IDisposable
{
    private readonly HttpClient _http = new();

    public List<Uri> Opened { get; } = [];

    public bool Present { get; set; } = true;

    /// <summary>What is done with an address; by default it is fetched.</summary>
    public Func<Uri, Task>? Visit { get; set; }

    /// <summary>The page that the last visit ended at.</summary>
    public Task<string>? Page { get; private set; }

    public bool TryOpen(Uri address)
    {
        if (!Present)
        {
            return false;
        }

        Opened.Add(address);
        Page = Task.Run(async () =>
        {
            if (Visit is not null)
            {
                await Visit(address);
                return "";
            }

            using var response = await _http.GetAsync(address);
            return await response.Content.ReadAsStringAsync();
        });
        return true;
    }

    public void Dispose() => _http.Dispose();
}
