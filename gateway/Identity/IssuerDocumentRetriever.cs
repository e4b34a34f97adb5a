using Microsoft.IdentityModel.Protocols;

namespace Gateway.Identity;

/// <summary>Reads discovery documents and key sets: bounded in time and size by its client, by https or where plain http is allowed, no redirects.</summary>
internal sealed class IssuerDocumentRetriever(IssuerOptions issuer, IHttpClientFactory clients) : IDocumentRetriever
{
    public const string ClientName = "issuer";

    public async Task<string> GetDocumentAsync(string address, CancellationToken cancel)
    {
        var uri = new Uri(address);
        if (uri.Scheme != "https" && !issuer.AllowsPlainHttp(uri))
        {
            throw new IOException($"'{address}' is plain http on a host that is not loopback; set RequireHttpsMetadata=false where the network is trusted");
        }

        using var client = clients.CreateClient(ClientName);
        using var answer = await client.GetAsync(uri, cancel);
        if (!answer.IsSuccessStatusCode)
        {
            throw new IOException($"'{address}' answered {(int)answer.StatusCode}");
        }

        return await answer.Content.ReadAsStringAsync(cancel);
    }
}
