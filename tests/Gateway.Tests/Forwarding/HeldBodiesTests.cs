using System.Text;
using Gateway.Forwarding.Bodies;
using Gateway.Limits;
using Gateway.Tests.Forwarding.Wire;
using Gateway.Tests.Hosting;
using Gateway.Tests.Policies;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Forwarding;

/// <summary>Bodies that are held to be hashed fill neither memory nor disk, however many there are.</summary>
public sealed class HeldBodiesTests : IAsyncLifetime
{
    private const int Most = 1024 * 1024;

    private TestGateway gateway = null!;

    public async ValueTask InitializeAsync() =>
        gateway = await TestGateway.StartAsync(settings: [("Gateway:Forward:MaxBufferedBody", $"{Most}"), ("Gateway:Forward:MaxBufferedTotal", $"{Most}")]);

    [Fact]
    public async Task A_body_for_which_there_is_no_room_is_told_to_come_again_as_its_SDK_understands()
    {
        var keys = await ClientKeys.MintAsync(gateway);
        var long1 = SignedRequest.DynamoDb("ListTables", "{}".PadRight(Most - 1000));
        using var slow = await WireConnection.OpenAsync(gateway.Url);
        await slow.SendAsync(WireHead.Of(long1, gateway.Url, keys).Bytes(long1.Body.AsSpan(0, Most - 2000)));
        await Waiting.UntilAsync(() => Task.FromResult(Held.Bodies.Count >= Most - 2000));

        var second = await gateway.Client.SendAsync(SignedRequest.DynamoDb("ListTables", "{}".PadRight(100_000)).Sign(gateway.Url, keys));

        ((int)second.StatusCode).ShouldBe(400);
        second.Headers.GetValues("x-amzn-ErrorType").Single().ShouldStartWith("ThrottlingException");
        (await second.Content.ReadAsStringAsync()).ShouldContain("Gateway:Forward:MaxBufferedTotal");
        await slow.SendAsync(long1.Body.AsSpan(Most - 2000).ToArray());
        (await slow.ReadAsync())!.Status.ShouldBe(200);
    }

    [Theory]
    [InlineData(100_000)]
    [InlineData(Most + 1)]
    public async Task What_a_call_held_is_given_back_when_it_has_ended(int length)
    {
        using var answer = await gateway.Client.SendAsync(SignedRequest.DynamoDb("ListTables", "{}".PadRight(length)).Sign(gateway.Url, await ClientKeys.MintAsync(gateway)));

        await Waiting.UntilAsync(() => Task.FromResult((Held.Bodies.Count, Held.Bodies.Callers) == (0, 0)));
    }

    [Fact]
    public async Task One_caller_gets_half_of_the_room_and_others_find_the_rest()
    {
        await using var roomy = await TestGateway.StartAsync(settings: [("Gateway:Forward:MaxBufferedBody", $"{Most}"), ("Gateway:Forward:MaxBufferedTotal", $"{2 * Most}")]);
        var keys = await ClientKeys.MintAsync(roomy);
        var others = await ClientKeys.MintAsync(roomy, claims: claims => claims["sub"] = "another");
        var long1 = SignedRequest.DynamoDb("ListTables", "{}".PadRight(Most - 1000));
        using var slow = await WireConnection.OpenAsync(roomy.Url);
        await slow.SendAsync(WireHead.Of(long1, roomy.Url, keys).Bytes(long1.Body.AsSpan(0, Most - 2000)));
        await Waiting.UntilAsync(() => Task.FromResult(roomy.Services.GetRequiredService<HeldBytes>().Bodies.Count >= Most - 2000));

        var own = await roomy.Client.SendAsync(SignedRequest.DynamoDb("ListTables", "{}".PadRight(100_000)).Sign(roomy.Url, keys));
        var another = await roomy.Client.SendAsync(SignedRequest.DynamoDb("ListTables", "{}".PadRight(100_000)).Sign(roomy.Url, others));

        (await own.Content.ReadAsStringAsync()).ShouldContain("Your calls under way already hold as many bytes");
        ((int)another.StatusCode).ShouldBe(200);
    }

    [Fact]
    public async Task A_small_body_needs_no_room()
    {
        Held.Bodies.Take(new CallerId(Callers.Of()), Most);

        var answer = await gateway.Client.SendAsync(SignedRequest.DynamoDb("ListTables", "{}").Sign(gateway.Url, await ClientKeys.MintAsync(gateway)));

        ((int)answer.StatusCode).ShouldBe(200);
    }

    [Fact]
    public async Task A_body_is_held_on_disk_where_memory_is_full()
    {
        Held.TryRent((int)HeldBytes.MostMemory).ShouldBeTrue();

        var answer = await gateway.Client.SendAsync(SignedRequest.DynamoDb("ListTables", "{}".PadRight(100_000)).Sign(gateway.Url, await ClientKeys.MintAsync(gateway)));

        ((int)answer.StatusCode).ShouldBe(200);
        gateway.Aws.Requests[^1].BodyLength.ShouldBe(100_000);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(Most)]
    public async Task A_body_that_stands_still_gives_its_room_back(int length)
    {
        await using var impatient = await TestGateway.StartAsync(settings: [("Gateway:Forward:IdleTimeout", "00:00:01"), ("Gateway:Limits:SlowestClient", "0")]);
        var long1 = SignedRequest.DynamoDb("ListTables", "{}".PadRight(length));
        using var slow = await WireConnection.OpenAsync(impatient.Url);
        await slow.SendAsync(WireHead.Of(long1, impatient.Url, await ClientKeys.MintAsync(impatient)).Bytes(long1.Body.AsSpan(0, length - 1)));

        var answer = await slow.ReadAsync();

        answer!.Status.ShouldBe(400);
        answer.Text.ShouldContain("stood still");
        impatient.Services.GetRequiredService<HeldBytes>().Bodies.Count.ShouldBe(0);
        (await impatient.Audit.NextOfAsync("forward")).Reason.ShouldBe("payload-request-timeout");
    }

    [Fact]
    public async Task A_chunk_for_which_there_is_no_room_is_told_to_slow_down()
    {
        FillChunks("one", "two");

        var answer = await gateway.Client.SendAsync(Chunk(256 * 1024).Sign(gateway.Url, await ClientKeys.MintAsync(gateway)));

        ((int)answer.StatusCode).ShouldBe(503);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("<Code>SlowDown</Code>");
        (await gateway.Audit.NextOfAsync("forward")).Reason.ShouldBe("too-many-bodies");
    }

    [Fact]
    public async Task Chunks_of_one_caller_get_half_of_the_room()
    {
        var keys = await ClientKeys.MintAsync(gateway);
        FillChunks(await SubjectAsync(keys));

        var answer = await gateway.Client.SendAsync(Chunk(256 * 1024).Sign(gateway.Url, keys));

        (await answer.Content.ReadAsStringAsync()).ShouldContain("your signed chunks");
        (await gateway.Audit.NextOfAsync("forward")).Reason.ShouldBe("too-many-bodies-of-caller");
    }

    [Fact]
    public async Task What_a_chunk_took_is_given_back_when_its_call_has_ended()
    {
        var answer = await gateway.Client.SendAsync(Chunk(256 * 1024).Sign(gateway.Url, await ClientKeys.MintAsync(gateway)));

        (await answer.Content.ReadAsStringAsync()).ShouldContain("<Code>SignatureDoesNotMatch</Code>");
        await Waiting.UntilAsync(() => Task.FromResult((Held.Chunks.Count, Held.Chunks.Callers) == (0, 0)));
    }

    [Fact]
    public async Task Chunks_of_64_KiB_need_no_room()
    {
        FillChunks("one", "two");

        var answer = await gateway.Client.SendAsync(Chunk(64 * 1024).Sign(gateway.Url, await ClientKeys.MintAsync(gateway)));

        (await answer.Content.ReadAsStringAsync()).ShouldContain("<Code>SignatureDoesNotMatch</Code>");
    }

    /// <summary>Takes half of the chunks' room for each of them.</summary>
    private void FillChunks(params string[] subjects)
    {
        foreach (var subject in subjects)
        {
            Held.Chunks.Take(new CallerId(Callers.Of($$"""{"iss":"{{gateway.Keycloak.Issuer}}","sub":"{{subject}}"}""")), (int)HeldBytes.MostChunks / 2);
        }
    }

    private async Task<string> SubjectAsync(ClientKeys keys)
    {
        await gateway.Client.SendAsync(new SignedRequest().Sign(gateway.Url, keys));
        return (await gateway.Audit.NextOfAsync("forward")).Identity!.Subject;
    }

    /// <summary>An upload in one signed chunk, whose signature is made up.</summary>
    private static SignedRequest Chunk(int size) => new()
    {
        Method = "PUT",
        PayloadHash = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
        Headers = { ["x-amz-decoded-content-length"] = $"{size}" },
        Body = Encoding.ASCII.GetBytes($"{size:x};chunk-signature={new string('0', 64)}\r\n{new string('x', size)}\r\n0;chunk-signature={new string('0', 64)}\r\n\r\n"),
    };

    public ValueTask DisposeAsync() => gateway.DisposeAsync();

    private HeldBytes Held => gateway.Services.GetRequiredService<HeldBytes>();
}
