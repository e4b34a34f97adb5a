using System.Text.Json;
using Microsoft.IdentityModel.Protocols;

namespace Gateway.Identity;

/// <summary>Reads discovery documents and key sets: bounded in time and size by its client, by https or where plain http is allowed, no redirects.</summary>
internal sealed class IssuerDocumentRetriever(IssuerOptions issuer, IHttpClientFactory clients) : IDocumentRetriever
{
    public const string ClientName = "issuer";

    /// <summary>Bytes of one document.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>How long one document may take.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    public async Task<string> GetDocumentAsync(string address, CancellationToken cancel)
    {
        var uri = new Uri(address);
        if (uri.Scheme != "https" && !issuer.AllowsPlainHttp(uri))
        {
            throw new IssuerDocumentException($"'{address}' is plain http on a host that is not loopback; set RequireHttpsMetadata=false where the network is trusted");
        }

        try
        {
            return await ReadAsync(uri, cancel);
        }
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            throw new IssuerDocumentException($"{address} is longer than {MaxBytes / 1024 / 1024} MiB", e);
        }
        catch (OperationCanceledException e) when (!cancel.IsCancellationRequested)
        {
            throw new IssuerDocumentException($"{address} gave no answer in {Timeout.TotalSeconds} seconds", e);
        }
        catch (JsonException e)
        {
            // The parser of whoever reads it would repeat the whole of it.
            throw new IssuerDocumentException($"{address} is no JSON", e);
        }
        catch (Exception e) when (e is not (IssuerDocumentException or OperationCanceledException))
        {
            throw new IssuerDocumentException($"{address} could not be read ({(e.InnerException ?? e).Message})", e);
        }
    }

    private async Task<string> ReadAsync(Uri address, CancellationToken cancel)
    {
        using var client = clients.CreateClient(ClientName);
        using var answer = await client.GetAsync(address, cancel);
        if (!answer.IsSuccessStatusCode)
        {
            throw new IssuerDocumentException($"{address} answered {(int)answer.StatusCode}");
        }

        var text = await answer.Content.ReadAsStringAsync(cancel);
        JsonDocument.Parse(text).Dispose();
        return text;
    }
}
