using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Gateway.RealTests.Telemetry;

/// <summary>Asks doors of one address, and takes what they answer.</summary>
internal sealed class DoorClient(Uri address) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = address };

    public Task GetAsync(string pathAndQuery, string token) => SendAsync(HttpMethod.Get, pathAndQuery, token, content: null);

    public Task<JsonNode?> PostAsync(string path, object body, string? token = null) => SendAsync(HttpMethod.Post, path, token, JsonContent.Create(body));

    public Task PostFormAsync(string path, Dictionary<string, string> form) => SendAsync(HttpMethod.Post, path, token: null, new FormUrlEncodedContent(form));

    /// <summary>A request with headers of its own; what JSON comes back is given.</summary>
    public async Task<JsonNode?> SendAsync(HttpMethod method, string pathAndQuery, string? token, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, pathAndQuery) { Content = content };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        using var answer = await _http.SendAsync(request);
        var body = await answer.Content.ReadAsStringAsync();
        return answer.Content.Headers.ContentType?.MediaType == "application/json" ? JsonNode.Parse(body) : null;
    }

    public void Dispose() => _http.Dispose();
}
