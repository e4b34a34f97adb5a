using System.Net;
using System.Net.Sockets;
using System.Text;
using Gateway.Auditing;
using Gateway.Tests.Forwarding.Wire;
using Gateway.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Audits;

/// <summary>A client that goes away is recorded so, whether or not its answer had begun, and is no failure in the server's log.</summary>
public sealed class ClientGoneTests
{
    [Theory]
    [InlineData(true, 200)]
    [InlineData(false, 499)]
    public async Task A_client_that_goes_away_is_recorded_as_gone(bool hasBegun, int status)
    {
        await using var gateway = await TestGateway.StartAsync();
        using var log = new MemoryLogger();
        await using var app = await StartAsync(gateway, log, hasBegun);
        using (var socket = new Socket(SocketType.Stream, ProtocolType.Tcp))
        {
            await socket.ConnectAsync(IPAddress.Loopback, new Uri(app.Urls.Single()).Port);
            await socket.SendAsync(Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: x\r\n\r\n"));
            await app.Services.GetRequiredService<TaskCompletionSource>().Task;
        }

        var entry = await gateway.Audit.NextOfAsync("test");
        await app.StopAsync();

        (entry.Outcome, entry.Reason, entry.Status).ShouldBe(("aborted", "client-gone", status));
        log.Text.Split('\n').ShouldNotContain(line => line.StartsWith("Error ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("POST /", "sts-forward", "application/x-www-form-urlencoded")]
    [InlineData("POST /sts", "sts-real", "application/x-www-form-urlencoded")]
    [InlineData("POST /sso-oidc/client/register", "sso-oidc", "application/json")]
    [InlineData("PUT /aws/s3/eu-west-1/orders/k", "forward", "text/plain")]
    public async Task A_client_that_resets_its_connection_within_a_body_is_no_failure_in_the_server_s_log(string line, string door, string type)
    {
        await using var gateway = await TestGateway.StartAsync();
        var head = $"{line} HTTP/1.1\r\nHost: x\r\nContent-Type: {type}\r\nAuthorization: Bearer {gateway.Keycloak.MintAccessToken("demo")}\r\nX-Gateway-Role: orders-writer\r\nContent-Length: 1000\r\nExpect: 100-continue\r\n\r\n";

        for (var i = 0; i < 10; i++)
        {
            using var client = await WireConnection.OpenAsync(gateway.Url);
            await client.SendAsync(head);
            (await client.ReadAnyAsync())!.Status.ShouldBe(100);
            await client.SendAsync("half");
            client.Reset();
            await gateway.Audit.NextOfAsync(door);
        }

        await gateway.StopAsync();
        gateway.Logs.Text.Split('\n').ShouldNotContain(line => line.StartsWith("Error ", StringComparison.Ordinal));
    }

    /// <summary>The middleware on a server of its own, before a door that answers no further until its client is gone.</summary>
    private static async Task<WebApplication> StartAsync(TestGateway gateway, MemoryLogger log, bool begins)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(log);
        builder.Services.AddSingleton(new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var app = builder.Build();
        app.Use(next => ActivatorUtilities.CreateInstance<AuditMiddleware>(gateway.Services, next).InvokeAsync);
        app.Run(async context =>
        {
            context.Audit().Door = "test";
            if (begins)
            {
                await context.Response.WriteAsync("begun");
            }

            context.RequestServices.GetRequiredService<TaskCompletionSource>().SetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        await app.StartAsync();
        return app;
    }
}
