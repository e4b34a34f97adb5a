using System.Text.Json.Nodes;
using Gateway.RealTests.Sso;

namespace Gateway.RealTests.Telemetry;

/// <summary>People who sign in: at the portal, and by a device's code as the AWS CLI does.</summary>
internal sealed class SignInTraffic(Uri gateway, StandIns between) : IDisposable
{
    private readonly DoorClient _doors = new(gateway);
    private JsonNode? _client;
    private string? _deviceCode;

    public async Task RoundAsync()
    {
        await VisitPortalAsync();
        // The login of the round before: no person is done at once, and the gateway knows that.
        await UseLoginAsync();
        await BeginLoginAsync();
        await _doors.SendAsync(HttpMethod.Get, "/sso/assignment/accounts", token: null, content: null, ("x-amz-sso_bearer_token", between.Keycloak.MintAccessToken("suspended")));
    }

    public void Dispose() => _doors.Dispose();

    private async Task VisitPortalAsync()
    {
        // With a memory for cookies, it follows to the issuer and back.
        using var browser = new HttpClient { BaseAddress = gateway };
        browser.DefaultRequestHeaders.Add("Accept", "text/html");
        (await browser.GetAsync("/")).Dispose();
        (await browser.GetAsync("/why")).Dispose();
    }

    private async Task BeginLoginAsync()
    {
        _client ??= await _doors.PostAsync("/sso-oidc/client/register", new { clientName = "a laptop", clientType = "public" });
        var login = await _doors.PostAsync("/sso-oidc/device_authorization", new { clientId = Id, clientSecret = Secret, startUrl = gateway });
        using var person = new PersonAtBrowser();
        await person.SignInAsync(new Uri((string)login!["verificationUriComplete"]!), "demo");
        _deviceCode = (string)login["deviceCode"]!;
    }

    private async Task UseLoginAsync()
    {
        if (_deviceCode is null)
        {
            return;
        }

        var token = await _doors.PostAsync("/sso-oidc/token", new { clientId = Id, clientSecret = Secret, grantType = "urn:ietf:params:oauth:grant-type:device_code", deviceCode = _deviceCode });
        (string, string) bearer = ("x-amz-sso_bearer_token", (string)token!["accessToken"]!);
        await _doors.SendAsync(HttpMethod.Get, "/sso/assignment/accounts", token: null, content: null, bearer);
        await _doors.SendAsync(HttpMethod.Get, "/sso/federation/credentials?account_id=111122223333&role_name=OrdersReader", token: null, content: null, bearer);
    }

    private string Id => (string)_client!["clientId"]!;

    private string Secret => (string)_client!["clientSecret"]!;
}
