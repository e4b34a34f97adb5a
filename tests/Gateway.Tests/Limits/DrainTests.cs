using System.Net;
using Gateway.Auditing;
using Gateway.Tests.Forwarding;
using Gateway.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Limits;

public sealed class DrainTests
{
    [Fact]
    public async Task Fifty_uploads_in_flight_all_finish_when_the_gateway_is_told_to_stop()
    {
        await using var gateway = await TestGateway.StartAsync();
        var keys = await ClientKeys.MintAsync(gateway, "orders-writer");
        await gateway.Client.SendAsync(new SignedRequest { Method = "PUT", Path = "/drained" }.Sign(gateway.Url, keys));
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var bodies = Enumerable.Range(0, 50).Select(_ => new HeldContent(goOn.Task)).ToList();
        var token = gateway.Keycloak.MintAccessToken("demo");
        // Told to go on, each upload is in the gateway's hands and not only on its way there.
        using var http = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(2) }) { BaseAddress = new Uri(gateway.Url) };
        http.DefaultRequestHeaders.ExpectContinue = true;
        var uploads = bodies.Select((body, i) => UploadAsync(http, $"/aws/s3/eu-west-1/drained/{i}", token, body)).ToList();
        await Task.WhenAll(bodies.Select(body => body.IsHalfSent));

        var stopped = gateway.StopAsync();
        await gateway.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.WaitAsync();
        goOn.SetResult();

        (await Task.WhenAll(uploads)).ShouldAllBe(status => status == HttpStatusCode.OK);
        await stopped;
        gateway.Aws.Requests.Count(request => request.Request.Method == "PUT" && request.Request.Path.StartsWith("/drained/", StringComparison.Ordinal)).ShouldBe(50);
    }

    [Fact]
    public async Task An_upload_that_outlives_the_drain_is_broken_off_and_recorded_and_the_gateway_ends()
    {
        await using var gateway = await TestGateway.StartAsync(settings: [("Gateway:Limits:Drain", "00:00:01")]);
        var keys = await ClientKeys.MintAsync(gateway, "orders-writer");
        await gateway.Client.SendAsync(new SignedRequest { Method = "PUT", Path = "/drained" }.Sign(gateway.Url, keys));
        var never = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var body = new HeldContent(never.Task);
        using var http = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(2) }) { BaseAddress = new Uri(gateway.Url) };
        http.DefaultRequestHeaders.ExpectContinue = true;
        var upload = UploadAsync(http, "/aws/s3/eu-west-1/drained/late", gateway.Keycloak.MintAccessToken("demo"), body);
        await body.IsHalfSent;

        await gateway.StopAsync();

        AuditEntry record;
        do
        {
            record = await gateway.Audit.NextAsync();
        }
        while (record.Path != "/drained/late");

        (record.Outcome, record.Reason).ShouldBe(("aborted", "stopping"), record.Message);
        record.BytesIn.ShouldBe(1000);
        never.SetResult();
        await Should.ThrowAsync<HttpRequestException>(() => upload);
        gateway.Aws.Objects.Find("drained", "late").ShouldBeNull();
    }

    [Fact]
    public async Task With_a_delay_it_serves_on_and_is_not_ready_first()
    {
        await using var gateway = await TestGateway.StartAsync(settings: [("Gateway:Limits:DrainDelay", "00:05:00")]);
        using var impatient = new CancellationTokenSource();

        var stopped = gateway.StopAsync(impatient.Token);
        gateway.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        var ready = await gateway.Client.GetAsync("/readyz");
        var roles = await gateway.GetAsync("/api/roles", gateway.Keycloak.MintAccessToken("demo"));

        ((int)ready.StatusCode).ShouldBe(503);
        (await ready.Content.ReadAsStringAsync()).ShouldContain("told to stop");
        ((int)roles.StatusCode).ShouldBe(200);
        await impatient.CancelAsync();
        await stopped;
    }

    [Fact]
    public async Task The_host_waits_as_long_as_the_options_say()
    {
        await using var gateway = await TestGateway.StartAsync(settings: [("Gateway:Limits:DrainDelay", "00:00:07"), ("Gateway:Limits:Drain", "02:00:00")]);

        gateway.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<HostOptions>>().Value.ShutdownTimeout.ShouldBe(new TimeSpan(2, 0, 7));
    }

    private static async Task<HttpStatusCode> UploadAsync(HttpClient http, string path, string token, HttpContent body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = body };
        request.Headers.Authorization = new("Bearer", token);
        request.Headers.Add("X-Gateway-Role", "orders-writer");
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }

    /// <summary>A body of which the second half waits.</summary>
    private sealed class HeldContent(Task goOn) : HttpContent
    {
        private readonly TaskCompletionSource halfSent = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task IsHalfSent => halfSent.Task;

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(new byte[1000]);
            await stream.FlushAsync();
            halfSent.SetResult();
            await goOn;
            await stream.WriteAsync(new byte[1000]);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 2000;
            return true;
        }
    }
}
