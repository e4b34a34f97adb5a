using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Gateway.Sandbox.Keycloak;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Shouldly;
using Xunit;

namespace Gateway.Tests.StandIns;

/// <summary>One realm for each test, and a client that knows no more of it than its issuer.</summary>
public abstract class KeycloakTests : IAsyncLifetime
{
    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private protected HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    private protected KeycloakStandIn Keycloak { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Keycloak = await KeycloakStandIn.StartAsync(new FakeTimeProvider(TimeProvider.System.GetUtcNow()));

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Keycloak.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected static Dictionary<string, string> Login(string user) => new(StringComparer.Ordinal)
    {
        ["grant_type"] = "password",
        ["client_id"] = "stsgw",
        ["username"] = user,
        ["password"] = user,
    };

    private protected async Task<JsonObject> PostAsync(string endpoint, Dictionary<string, string> form)
    {
        var (status, answer) = await TryPostAsync(endpoint, form);
        status.ShouldBe(HttpStatusCode.OK, answer.ToJsonString());
        return answer;
    }

    private protected async Task<(HttpStatusCode Status, JsonObject Answer)> TryPostAsync(string endpoint, Dictionary<string, string> form)
    {
        using var content = new FormUrlEncodedContent(form);
        using var answer = await Http.PostAsync(new Uri($"{Keycloak.Issuer}/protocol/openid-connect/{endpoint}"), content);
        return (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonObject>())!);
    }

    /// <summary>Validates as a resource server would that knows nothing but the issuer.</summary>
    private protected async Task<TokenValidationResult> ValidateAsync(string token)
    {
        var configuration = await OpenIdConnectConfigurationRetriever.GetAsync(
            Keycloak.Issuer + "/.well-known/openid-configuration",
            new HttpDocumentRetriever(Http) { RequireHttps = false },
            Cancel);
        return await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = configuration.Issuer,
            ValidAudience = "gateway",
            IssuerSigningKeys = configuration.SigningKeys,
            ValidateLifetime = false,
        });
    }
}
