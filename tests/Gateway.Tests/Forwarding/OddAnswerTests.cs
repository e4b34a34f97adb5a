using Gateway.Tests.Forwarding.Wire;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Forwarding;

/// <summary>Answers of AWS that break HTTP's rules, or have a length and no body: the client gets their status.</summary>
public sealed class OddAnswerTests
{
    [Theory]
    [InlineData("204 No Content", "Content-Length: 4\r\n\r\nbody", 204)]
    [InlineData("205 Reset Content", "Content-Length: 4\r\n\r\nbody", 205)]
    [InlineData("205 Reset Content", "Transfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n", 205)]
    public async Task A_body_where_none_may_be_is_left_out(string line, string rest, int status)
    {
        await using var aws = ScriptedAws.Start(call => call.SendAsync($"HTTP/1.1 {line}\r\n{rest}"));
        await using var gateway = await aws.StartGatewayAsync();

        var answer = await gateway.Client.SendAsync(new SignedRequest { Method = "DELETE", Path = "/orders/1" }.Sign(gateway.Url, await ClientKeys.MintAsync(gateway, "orders-writer")));

        ((int)answer.StatusCode).ShouldBe(status);
        (await answer.Content.ReadAsStringAsync()).ShouldBeEmpty();
        var record = await gateway.Audit.NextOfAsync("forward");
        (record.Outcome, record.Status).ShouldBe(("allowed", status), record.Message);
    }

    [Theory]
    [InlineData("Content-Length: 2000000")]
    [InlineData("Content-Encoding: zstd")]
    public async Task A_refused_HEAD_has_no_body_to_be_read(string header)
    {
        await using var aws = ScriptedAws.Start(call => call.SendAsync($"HTTP/1.1 403 Forbidden\r\n{header}\r\n\r\n"));
        await using var gateway = await aws.StartGatewayAsync();

        var answer = await gateway.Client.SendAsync(new SignedRequest { Method = "HEAD", Path = "/orders/1" }.Sign(gateway.Url, await ClientKeys.MintAsync(gateway)));

        ((int)answer.StatusCode).ShouldBe(403);
    }
}
