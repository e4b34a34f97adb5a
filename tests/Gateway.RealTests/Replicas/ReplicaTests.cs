using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Gateway.RealTests.Aws;
using Gateway.RealTests.Gateways;
using Gateway.RealTests.Keycloak;
using Gateway.RealTests.Parts;
using Gateway.RealTests.Policies;
using Gateway.RealTests.Portal;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Replicas;

/// <summary>Two gateways behind nginx, with a Redis between them.</summary>
public sealed class ReplicaTests(RealWorld world) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Scratch _scratch = new();

    [Fact]
    public async Task Sessions_and_presigned_URLs_work_at_either_replica_and_end_at_both_within_a_second()
    {
        await using var pair = await ReplicaPair.StartAsync(world);
        var realm = await world.RealmAsync();
        var login = await realm.PasswordAsync("demo");
        var settings = ClientSettings.WebIdentity(pair.Proxy.Address, login.AccessToken, "OrdersWriter", _scratch);
        var url = (await PythonClient.RunAsync("presign.py", [MinioServer.Bucket, "replicas/presigned", "what is read"], settings, _scratch)).ShouldSucceed().Trim();
        using var http = new HttpClient();
        for (var turn = 0; turn < 4; turn++)
        {
            (await http.GetStringAsync(url)).ShouldBe("what is read");
        }

        await pair.RevokeAsync(pair.First, new { session = SessionOf(login) }, await realm.AccessTokenAsync("viewer"));
        var took = await EndsAsync(() => StatusAsync(pair.Second, login.AccessToken));

        took.ShouldBeLessThan(TimeSpan.FromSeconds(1));
        for (var turn = 0; turn < 4; turn++)
        {
            using var answer = await http.GetAsync(url);
            (await answer.Content.ReadAsStringAsync()).ShouldContain("<Code>ExpiredToken</Code>");
        }
    }

    /// <summary>nginx takes the replicas in turn, so the one that began a sign-in is seldom the one that ends it.</summary>
    [Fact]
    public async Task A_portal_sign_in_holds_at_either_replica_and_ends_at_both_within_a_second()
    {
        await using var pair = await ReplicaPair.StartAsync(world);
        await using var chromium = await Chromium.StartAsync();
        var page = await chromium.NewPersonAsync();
        var realm = await world.RealmAsync();
        await page.LogInAsync(pair.Proxy.Address, "demo");
        for (var turn = 0; turn < 4; turn++)
        {
            (await ShowsRolesAsync(page, pair.Proxy.Address)).ShouldBeTrue();
        }

        var before = await realm.AccessTokenAsync("demo");
        var subject = (string?)TokenClaims.Read(before)["sub"];
        await pair.RevokeAsync(pair.First, new { issuer = realm.Issuer.AbsoluteUri, subject }, await realm.AccessTokenAsync("viewer"));

        // The refused page ends the session at Keycloak first, which is not the gateway's second.
        (await EndsAsync(() => StatusAsync(pair.Second, before))).ShouldBeLessThan(TimeSpan.FromSeconds(1));
        (await ShowsRolesAsync(page, pair.Second.Address)).ShouldBeFalse();
        for (var turn = 0; turn < 4; turn++)
        {
            (await ShowsRolesAsync(page, pair.Proxy.Address)).ShouldBeFalse();
        }
    }

    [Fact]
    public async Task An_object_is_stored_with_metadata_whose_names_nginx_would_drop_if_left_alone()
    {
        await using var pair = await ReplicaPair.StartAsync(world);
        var settings = ClientSettings.WebIdentity(pair.Proxy.Address, await (await world.RealmAsync()).AccessTokenAsync("demo"), "OrdersWriter", _scratch);
        string[] address = ["--bucket", MinioServer.Bucket, "--key", "replicas/described"];

        (await AwsCli.RunAsync(settings, _scratch, ["s3api", "put-object", .. address, "--body", _scratch.Write("described", "what is described"), "--metadata", "my_key=a,my.key=b,my-key=c"])).ShouldSucceed();

        var head = (await AwsCli.RunAsync(settings, _scratch, ["s3api", "head-object", .. address, "--query", "Metadata", "--output", "json"])).ShouldSucceed();
        JsonSerializer.Deserialize<Dictionary<string, string>>(head).ShouldBe(new Dictionary<string, string> { ["my_key"] = "a", ["my.key"] = "b", ["my-key"] = "c" }, ignoreOrder: true);
    }

    [Fact]
    public async Task What_was_revoked_stays_revoked_when_Redis_is_killed_emptied_and_started_again()
    {
        await using var pair = await ReplicaPair.StartAsync(world);
        var realm = await world.RealmAsync();
        var operatorToken = await realm.AccessTokenAsync("viewer");
        var before = await realm.PasswordAsync("demo");
        var during = await realm.PasswordAsync("demo");
        await pair.RevokeAsync(pair.First, new { session = SessionOf(before) }, operatorToken);
        await EndsAsync(() => StatusAsync(pair.Second, before.AccessToken));

        await pair.Redis.KillAsync();
        (await BecomesAsync(async () => await ReadyAsync(pair.Second), ready => ready.Contains("redis: not reached", StringComparison.Ordinal))).ShouldContain("\"status\":\"ready\"");
        (await StatusAsync(pair.First, before.AccessToken)).ShouldBe(HttpStatusCode.Unauthorized, "the last known state");
        (await StatusAsync(pair.Second, during.AccessToken)).ShouldBe(HttpStatusCode.OK, "and it serves on");
        await pair.RevokeAsync(pair.First, new { session = SessionOf(during) }, operatorToken);
        (await StatusAsync(pair.First, during.AccessToken)).ShouldBe(HttpStatusCode.Unauthorized, "revoked without Redis, where it was said");

        await pair.Redis.StartAgainAsync();
        await EndsAsync(() => StatusAsync(pair.Second, during.AccessToken));
        (await BecomesAsync(async () => await ReadyAsync(pair.Second), ready => !ready.Contains("redis:", StringComparison.Ordinal))).ShouldNotContain("redis:");
        var newcomer = await pair.StartGatewayAsync(world);
        foreach (var gateway in new[] { pair.First, pair.Second, newcomer })
        {
            (await StatusAsync(gateway, before.AccessToken)).ShouldBe(HttpStatusCode.Unauthorized);
            (await StatusAsync(gateway, during.AccessToken)).ShouldBe(HttpStatusCode.Unauthorized);
            (await StatusAsync(gateway, await realm.AccessTokenAsync("demo"))).ShouldBe(HttpStatusCode.OK, "a new login");
        }
    }

    [Fact]
    public async Task Revocations_of_every_kind_outlive_a_Redis_that_comes_back_empty()
    {
        await using var pair = await ReplicaPair.StartAsync(world);
        var operatorToken = await (await world.RealmAsync()).AccessTokenAsync("viewer");
        object[] kinds = [new { subject = "one-subject" }, new { session = "one-session" }, new { grant = "one-grant" }, new { before = "2026-01-31T12:00:00Z" }];
        foreach (var kind in kinds)
        {
            await pair.RevokeAsync(pair.First, kind, operatorToken);
        }

        var told = await BecomesAsync(() => pair.RevocationsAsync(pair.Second, operatorToken), all => all.Count == kinds.Length);
        await pair.Redis.KillAsync();
        await pair.Redis.StartAgainAsync();
        var newcomer = await pair.StartGatewayAsync(world);

        (await BecomesAsync(() => pair.RevocationsAsync(newcomer, operatorToken), all => all.Count == kinds.Length)).ShouldBe(told, ignoreOrder: true);
        told.Count.ShouldBe(kinds.Length);
    }

    [Fact]
    public async Task What_was_revoked_stays_revoked_at_a_gateway_that_starts_while_Redis_has_forgotten_it()
    {
        await using var pair = await ReplicaPair.StartAsync(world);
        var realm = await world.RealmAsync();
        var login = await realm.PasswordAsync("demo");
        await pair.RevokeAsync(pair.First, new { session = SessionOf(login) }, await realm.AccessTokenAsync("viewer"));
        await EndsAsync(() => StatusAsync(pair.Second, login.AccessToken));
        var @operator = await realm.AccessTokenAsync("viewer");

        await pair.Redis.ForgetAllAsync();
        // What is revoked now must not pass for all that was.
        await pair.RevokeAsync(pair.First, new { session = "another" }, @operator);
        var newcomer = await pair.StartGatewayAsync(world);

        (await StatusAsync(newcomer, login.AccessToken)).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(newcomer, await realm.AccessTokenAsync("demo"))).ShouldBe(HttpStatusCode.OK, "a new login");
    }

    [Fact]
    public async Task One_replica_killed_under_load_costs_no_more_than_the_requests_in_flight()
    {
        const int Clients = 8;
        await using var pair = await ReplicaPair.StartAsync(world);
        var token = await (await world.RealmAsync()).AccessTokenAsync("demo");
        using var http = new HttpClient { BaseAddress = pair.Proxy.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        http.DefaultRequestHeaders.Add("X-Gateway-Role", "orders-reader");
        var failures = new ConcurrentBag<string>();
        var served = 0;
        using var stop = new CancellationTokenSource();
        var load = Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                try
                {
                    using var answer = await http.GetAsync("/aws/s3/eu-west-1/orders?list-type=2", CancellationToken.None);
                    if (answer.IsSuccessStatusCode)
                    {
                        Interlocked.Increment(ref served);
                    }
                    else
                    {
                        failures.Add($"{(int)answer.StatusCode}");
                    }
                }
                catch (HttpRequestException e)
                {
                    failures.Add(e.Message);
                }
            }
        })).ToList();
        await BecomesAsync(() => Task.FromResult(Volatile.Read(ref served)), count => count > 50);

        await pair.KillAsync(pair.Second);
        var then = Volatile.Read(ref served);
        await BecomesAsync(() => Task.FromResult(Volatile.Read(ref served)), count => count > then + 200);
        await stop.CancelAsync();
        await Task.WhenAll(load);

        failures.Count.ShouldBeLessThanOrEqualTo(Clients, string.Join("; ", failures));
        served.ShouldBeGreaterThan(then + 200);
    }

    [Fact]
    public async Task A_session_ended_in_Keycloak_ends_at_the_gateway_by_the_back_channel()
    {
        var keycloak = await world.Keycloak.RunningAsync();
        using var realm = await keycloak.Admin.CopyExampleRealmAsync("logout");
        await using var gateway = await world.StartGatewayAsync(await world.InFrontOfMinioAsync() with { Issuer = realm.Issuer });
        await keycloak.Admin.SetBackChannelAsync(realm.Name, "stsgw", new Uri(gateway.Address, "/signout-backchannel"));
        var token = await realm.AccessTokenAsync("demo");
        var settings = ClientSettings.WebIdentity(gateway.Address, token, "OrdersReader", _scratch);
        await using var session = LiveSession.Start(settings, _scratch);
        (await session.ListAsync()).ShouldBe("ok");

        await keycloak.Admin.EndSessionAsync(realm.Name, (string)TokenClaims.Read(token)["sid"]!);

        // boto3 asks for new credentials on ExpiredToken, by the same token, and is refused there as well.
        (await BecomesAsync(session.ListAsync, answer => answer != "ok")).ShouldBeOneOf("ExpiredToken", "ExpiredTokenException");
        (await StatusAsync(gateway, await realm.AccessTokenAsync("demo"))).ShouldBe(HttpStatusCode.OK, "a new login");
    }

    [Fact]
    public async Task A_session_ended_in_Keycloak_ends_at_every_replica_within_a_second_of_the_one_that_was_told()
    {
        var keycloak = await world.Keycloak.RunningAsync();
        using var realm = await keycloak.Admin.CopyExampleRealmAsync("logout-replicas");
        await using var pair = await ReplicaPair.StartAsync(world, realm.Issuer);
        await keycloak.Admin.SetBackChannelAsync(realm.Name, "stsgw", new Uri(pair.First.Address, "/signout-backchannel"));
        var token = await realm.AccessTokenAsync("demo");
        (await StatusAsync(pair.Second, token)).ShouldBe(HttpStatusCode.OK);

        await keycloak.Admin.EndSessionAsync(realm.Name, (string)TokenClaims.Read(token)["sid"]!);
        await EndsAsync(() => StatusAsync(pair.First, token));

        (await EndsAsync(() => StatusAsync(pair.Second, token))).ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }

    public void Dispose() => _scratch.Dispose();

    private static string? SessionOf(TokenSet login) => (string?)TokenClaims.Read(login.AccessToken)["sid"];

    private static async Task<HttpStatusCode> StatusAsync(GatewayProcess gateway, string token)
    {
        using var answer = await gateway.GetAsync("/api/roles", token);
        return answer.StatusCode;
    }

    /// <summary>Whether a gateway shows the roles to who has this page's cookies, which a browser keeps by host and not by port.</summary>
    private static async Task<bool> ShowsRolesAsync(IPage page, Uri gateway)
    {
        var answer = await page.APIRequest.GetAsync(gateway.AbsoluteUri, new() { MaxRedirects = 0, Headers = [KeyValuePair.Create("Accept", "text/html")] });
        return answer.Status == 200 && (await answer.TextAsync()).Contains("data-credentials=\"orders-writer\"", StringComparison.Ordinal);
    }

    private static async Task<string> ReadyAsync(GatewayProcess gateway)
    {
        using var answer = await gateway.GetAsync("/readyz", bearer: null);
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>How long it took until the token was refused.</summary>
    private static async Task<TimeSpan> EndsAsync(Func<Task<HttpStatusCode>> status)
    {
        var waited = Stopwatch.StartNew();
        (await BecomesAsync(status, answer => answer == HttpStatusCode.Unauthorized)).ShouldBe(HttpStatusCode.Unauthorized);
        return waited.Elapsed;
    }

    private static async Task<T> BecomesAsync<T>(Func<Task<T>> ask, Func<T, bool> wanted)
    {
        var answer = await ask();
        for (var waited = Stopwatch.StartNew(); !wanted(answer) && waited.Elapsed < Patience; await Task.Delay(TimeSpan.FromMilliseconds(50)))
        {
            answer = await ask();
        }

        return answer;
    }
}
