using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Gateway.Auditing;
using Gateway.Revocations;
using Gateway.Sso.Sealing;
using Gateway.Tests.Hosting;
using Gateway.Tests.Management;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Audits;

/// <summary>Who takes the places in which records wait: nobody who is let in nowhere keeps all others out, and a session's end is not put off.</summary>
public sealed class AuditPlaceTests : IAsyncLifetime
{
    private const int Length = 100;

    private readonly StubbornSink sink = new();
    private TestGateway gateway = null!;
    private string token = null!;

    private AuditQueue Queue => gateway.Services.GetRequiredService<AuditRecorder>().Queues.Single(queue => queue.Name == sink.Name);

    public async ValueTask InitializeAsync()
    {
        gateway = await OperatorGateway.StartAsync([("Gateway:Audit:QueueLength", $"{Length}"), ("Gateway:Limits:ConcurrentRequests", "50"), ("Gateway:Portal:ClientId", "portal"), ("Gateway:Portal:ClientSecret", "example-only-portal-secret")], builder => builder.Services.AddSingleton<IAuditSink>(sink));
        token = gateway.Keycloak.MintAccessToken("demo");
        sink.Block();
    }

    [Fact]
    public async Task A_stranger_s_request_that_is_still_on_its_way_holds_no_place()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, new Uri(gateway.Url).Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes("POST /sts HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\nAction="));
        // The next request of this process is served while that one waits for its body.
        (await gateway.GetAsync("/livez", token: null)).EnsureSuccessStatusCode();

        Queue.Taken.ShouldBe(0);
    }

    [Fact]
    public async Task Records_of_strangers_take_half_the_places()
    {
        for (var i = 0; i < Length * 2; i++)
        {
            await gateway.GetAsync("/api/roles", token: "no token");
        }

        Queue.Taken.ShouldBe(Length / 2);
        Queue.Dropped.ShouldBe(Length * 3 / 2);
        (await gateway.GetAsync("/api/roles", token)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_logout_that_the_issuer_tells_is_heeded_though_records_wait()
    {
        await FillAsync();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal) { ["logout_token"] = gateway.Keycloak.MintLogoutToken("demo", "ended") });

        var answer = await gateway.Client.PostAsync(new Uri("/signout-backchannel", UriKind.Relative), form);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        gateway.Services.GetRequiredService<RevocationList>().All.ShouldHaveSingleItem().Target.Value.ShouldBe("ended");
        Queue.Taken.ShouldBe(Length + 1);
    }

    [Fact]
    public async Task An_operator_revokes_though_records_wait()
    {
        await FillAsync();

        var answer = await OperatorGateway.SendAsync(gateway, HttpMethod.Post, "/management/revocations", OperatorGateway.OperatorOf(gateway), JsonContent.Create(new { session = "ended" }));

        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        Queue.Taken.ShouldBe(Length + 1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Logging_out_of_SSO_again_and_again_takes_half_the_places(bool isExpired)
    {
        var login = Login(isExpired);

        var served = 0;
        for (var i = 0; i < Length * 2; i++)
        {
            served += await LogOutAsync(login) == HttpStatusCode.OK ? 1 : 0;
        }

        served.ShouldBe(Length / 2);
        (await gateway.GetAsync("/api/roles", token)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Logging_out_of_SSO_after_the_access_token_has_expired_is_not_put_off_but_for_the_first_time_alone()
    {
        var login = Login(isExpired: true);
        await FillAsync();

        (await LogOutAsync(login)).ShouldBe(HttpStatusCode.OK);
        (await LogOutAsync(login)).ShouldBe(HttpStatusCode.ServiceUnavailable);

        gateway.Services.GetRequiredService<RevocationList>().All.ShouldHaveSingleItem().Target.Kind.ShouldBe(RevocationKind.Session);
    }

    [Fact]
    public async Task An_SSO_login_without_a_session_has_none_to_end_and_takes_no_place_beyond_the_bound()
    {
        var login = Login(isExpired: true, claims => claims.Remove("sid"));
        await FillAsync();

        (await LogOutAsync(login)).ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    public ValueTask DisposeAsync()
    {
        sink.Unblock();
        return gateway.DisposeAsync();
    }

    private string Login(bool isExpired, Action<JsonObject>? change = null) => gateway.Services.GetRequiredService<Sealer>().Seal(new SsoToken(
        gateway.Keycloak.MintAccessToken("demo", claims =>
        {
            if (isExpired)
            {
                claims["exp"] = TimeProvider.System.GetUtcNow().AddHours(-1).ToUnixTimeSeconds();
            }

            change?.Invoke(claims);
        }),
        Refresh: null));

    private async Task<HttpStatusCode> LogOutAsync(string login)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sso/logout");
        request.Headers.Add("x-amz-sso_bearer_token", login);
        using var answer = await gateway.Client.SendAsync(request);
        return answer.StatusCode;
    }

    private async Task FillAsync()
    {
        while (Queue.Taken < Length)
        {
            await gateway.GetAsync("/api/roles", token);
        }
    }
}
