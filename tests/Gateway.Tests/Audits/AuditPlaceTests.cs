using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using Gateway.Auditing;
using Gateway.Revocations;
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

    public ValueTask DisposeAsync()
    {
        sink.Unblock();
        return gateway.DisposeAsync();
    }

    private async Task FillAsync()
    {
        while (Queue.Taken < Length)
        {
            await gateway.GetAsync("/api/roles", token);
        }
    }
}
