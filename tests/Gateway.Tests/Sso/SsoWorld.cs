using System.Net;
using System.Text.RegularExpressions;
using Amazon.Runtime;
using Amazon.SSO;
using Amazon.SSOOIDC;
using Amazon.SSOOIDC.Model;
using Gateway.Tests.Hosting;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Sso;

/// <summary>A gateway whose clock stands still, AWS's own clients of SSO, and a browser that follows no redirect by itself.</summary>
public sealed partial class SsoWorld : IAsyncLifetime
{
    public const string DeviceGrant = "urn:ietf:params:oauth:grant-type:device_code";

    internal TestGateway Gateway { get; private set; } = null!;

    internal FakeTimeProvider Time { get; } = new(TimeProvider.System.GetUtcNow());

    internal AmazonSSOOIDCClient Oidc { get; private set; } = null!;

    internal AmazonSSOClient Sso { get; private set; } = null!;

    /// <summary>With AWS's own credentials.</summary>
    internal AmazonSSOClient RealSso { get; private set; } = null!;

    internal HttpClient Browser { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    internal static async Task<SsoWorld> StartAsync(string policy = TestPolicy.Usual, params (string Key, string Value)[] settings)
    {
        var world = new SsoWorld();
        await world.StartGatewayAsync(policy, settings);
        return world;
    }

    public async ValueTask InitializeAsync() => await StartGatewayAsync(TestPolicy.Usual, []);

    public async ValueTask DisposeAsync()
    {
        Oidc.Dispose();
        Sso.Dispose();
        RealSso.Dispose();
        Browser.Dispose();
        await Gateway.DisposeAsync();
    }

    internal Task<RegisterClientResponse> RegisterAsync(string name = "a laptop", params string[] redirectUris) =>
        Oidc.RegisterClientAsync(new RegisterClientRequest { ClientName = name, ClientType = "public", RedirectUris = [.. redirectUris] });

    internal Task<StartDeviceAuthorizationResponse> StartDeviceAsync(RegisterClientResponse client) =>
        Oidc.StartDeviceAuthorizationAsync(new StartDeviceAuthorizationRequest
        {
            ClientId = client.ClientId,
            ClientSecret = client.ClientSecret,
            StartUrl = Gateway.Url,
        });

    internal Task<CreateTokenResponse> RedeemAsync(RegisterClientResponse client, string deviceCode) =>
        Oidc.CreateTokenAsync(new CreateTokenRequest { ClientId = client.ClientId, ClientSecret = client.ClientSecret, GrantType = DeviceGrant, DeviceCode = deviceCode });

    internal Task<CreateTokenResponse> RefreshAsync(RegisterClientResponse client, string token) =>
        Oidc.CreateTokenAsync(new CreateTokenRequest { ClientId = client.ClientId, ClientSecret = client.ClientSecret, GrantType = "refresh_token", RefreshToken = token });

    /// <summary>Opens the confirmation page, sends its form, and signs in where that leads.</summary>
    internal async Task SignInAsync(StartDeviceAuthorizationResponse started, string user)
    {
        using var confirmed = await ConfirmAsync(started.VerificationUriComplete);
        confirmed.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        using var signedIn = await Browser.GetAsync(new Uri($"{confirmed.Headers.Location}&login_hint={user}"));
        signedIn.StatusCode.ShouldBe(HttpStatusCode.OK, await signedIn.Content.ReadAsStringAsync());
    }

    internal async Task<HttpResponseMessage> ConfirmAsync(string link)
    {
        var page = await Browser.GetStringAsync(new Uri(link));
        using var form = new FormUrlEncodedContent(Field().Matches(page).Select(
            field => KeyValuePair.Create(field.Groups["name"].Value, WebUtility.HtmlDecode(field.Groups["value"].Value))));
        return await Browser.PostAsync(new Uri($"{Gateway.Url}/device"), form);
    }

    /// <summary>The whole device flow.</summary>
    internal async Task<(RegisterClientResponse Client, CreateTokenResponse Token)> LogInAsync(string user = "demo")
    {
        var client = await RegisterAsync();
        var started = await StartDeviceAsync(client);
        await SignInAsync(started, user);
        Time.Advance(TimeSpan.FromSeconds(5));
        return (client, await RedeemAsync(client, started.DeviceCode));
    }

    private async Task StartGatewayAsync(string policy, (string Key, string Value)[] settings)
    {
        IEnumerable<(string, string)> all = settings.Length > 0 ? settings : [("Gateway:Sso:LoginsPerMinute", "10000"), ("Gateway:Sso:TokensPerMinute", "100000")];
        Gateway = await TestGateway.StartAsync(policy, Time, all);
        var nobody = new AnonymousAWSCredentials();
        Oidc = new AmazonSSOOIDCClient(nobody, Config(new AmazonSSOOIDCConfig { ServiceURL = $"{Gateway.Url}/sso-oidc" }));
        Sso = new AmazonSSOClient(nobody, Config(new AmazonSSOConfig { ServiceURL = $"{Gateway.Url}/sso" }));
        RealSso = new AmazonSSOClient(nobody, Config(new AmazonSSOConfig { ServiceURL = $"{Gateway.Url}/sso/credentials" }));
    }

    private static T Config<T>(T config)
        where T : ClientConfig
    {
        config.AuthenticationRegion = "eu-west-1";
        config.MaxErrorRetry = 0;
        return config;
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Field();
}
