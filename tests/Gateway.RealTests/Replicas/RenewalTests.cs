using System.Net;
using System.Text.Json.Nodes;
using Gateway.RealTests.Keycloak;
using Gateway.RealTests.Portal;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Replicas;

/// <summary>Portal sign-ins of a realm whose refresh tokens can be used once: Keycloak ends the session of whoever tries one again.</summary>
public sealed class RenewalTests(RealWorld world) : IAsyncLifetime
{
    private KeycloakAdmin _admin = null!;
    private KeycloakRealm _realm = null!;
    private ReplicaPair _pair = null!;
    private Chromium _chromium = null!;

    public async ValueTask InitializeAsync()
    {
        _admin = (await world.Keycloak.RunningAsync()).Admin;
        _realm = await _admin.CopyExampleRealmAsync($"renewals-{Guid.NewGuid():N}");
        // Tokens that live no longer than this are renewed at every request.
        await _admin.SendAsync(HttpMethod.Put, $"/admin/realms/{_realm.Name}", new JsonObject { ["revokeRefreshToken"] = true, ["refreshTokenMaxReuse"] = 0, ["accessTokenLifespan"] = 60 });
        await _admin.RecordRefreshesAsync(_realm.Name);
        _pair = await ReplicaPair.StartAsync(world, _realm.Issuer);
        _chromium = await Chromium.StartAsync();
    }

    [Fact]
    public async Task Requests_of_one_browser_at_both_replicas_at_once_renew_once_at_Keycloak()
    {
        var page = await SignedInAsync();
        var cookies = await CookiesAsync(page);
        var before = await _admin.CountRefreshesAsync(_realm.Name, "demo");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(turn => ShowsRolesAsync((turn % 2 == 0 ? _pair.First : _pair.Second).Address, cookies)));

        answers.ShouldAllBe(shown => shown);
        (await _admin.CountRefreshesAsync(_realm.Name, "demo")).ShouldBe(before + 1);
    }

    [Fact]
    public async Task A_sign_in_goes_on_at_the_other_replica_by_the_tokens_of_the_one_that_renewed_it()
    {
        var page = await SignedInAsync();
        var before = await _admin.CountRefreshesAsync(_realm.Name, "demo");

        await page.VisitAsync(_pair.First.Address);
        await page.VisitAsync(_pair.Second.Address);

        (await page.ContentAsync()).ShouldContain("data-credentials=\"orders-writer\"");
        (await _admin.CountRefreshesAsync(_realm.Name, "demo")).ShouldBe(before + 2);
    }

    [Fact]
    public async Task A_sign_in_is_renewed_while_Redis_is_gone()
    {
        var page = await SignedInAsync();
        await _pair.Redis.KillAsync();
        var before = await _admin.CountRefreshesAsync(_realm.Name, "demo");

        await page.VisitAsync(_pair.First.Address);

        (await page.ContentAsync()).ShouldContain("data-credentials=\"orders-writer\"");
        (await _admin.CountRefreshesAsync(_realm.Name, "demo")).ShouldBe(before + 1);
    }

    public async ValueTask DisposeAsync()
    {
        await _chromium.DisposeAsync();
        await _pair.DisposeAsync();
        _realm.Dispose();
    }

    private async Task<IPage> SignedInAsync()
    {
        var page = await _chromium.NewPersonAsync();
        await page.LogInAsync(_pair.First.Address, "demo");
        return page;
    }

    /// <summary>A browser keeps cookies by host and not by port, so both replicas get them.</summary>
    private async Task<string> CookiesAsync(IPage page) =>
        string.Join("; ", (await page.Context.CookiesAsync([_pair.First.Address.AbsoluteUri])).Select(cookie => $"{cookie.Name}={cookie.Value}"));

    private static async Task<bool> ShowsRolesAsync(Uri gateway, string cookies)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, gateway);
        request.Headers.Add("Cookie", cookies);
        request.Headers.Add("Accept", "text/html");
        using var answer = await http.SendAsync(request);
        return answer.StatusCode == HttpStatusCode.OK && (await answer.Content.ReadAsStringAsync()).Contains("data-credentials=\"orders-writer\"", StringComparison.Ordinal);
    }
}
