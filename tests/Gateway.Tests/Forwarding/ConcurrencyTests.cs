using System.Collections.Concurrent;
using Gateway.Tests.Forwarding.Wire;
using Gateway.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Forwarding;

/// <summary>A proxy with a signer that is shared got 33,713 of 80,000 concurrent signatures wrong; here every one is verified upstream.</summary>
public sealed class ConcurrencyTests
{
    private const int Callers = 64;
    private const int CallsEach = 1250;

    [Fact]
    public async Task Eighty_thousand_calls_of_sixty_four_callers_at_once_are_all_signed_right()
    {
        await using var gateway = await TestGateway.StartAsync();
        var answers = new ConcurrentDictionary<int, int>();

        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            var keys = await ClientKeys.MintAsync(gateway, claims: claims => claims["sub"] = $"caller-{caller}");
            // Each caller has its own calls: what one signs is never right for another.
            var heads = new[]
            {
                WireHead.Of(new SignedRequest { Service = "sqs", Path = $"/{caller}/a", Query = $"n={caller}" }, gateway.Url, keys).Bytes(),
                Bytes(SignedRequest.DynamoDb("ListTables", $"{{\"Limit\":{caller + 1}}}"), gateway.Url, keys),
                WireHead.Of(new SignedRequest { Path = $"/bucket-{caller}/a%2Bb c".Replace(" ", "%20", StringComparison.Ordinal) }, gateway.Url, keys).Bytes(),
            };
            using var connection = await WireConnection.OpenAsync(gateway.Url);
            for (var i = 0; i < CallsEach; i++)
            {
                await connection.SendAsync(heads[i % heads.Length]);
                answers.AddOrUpdate((await connection.ReadAsync())?.Status ?? 0, 1, (_, count) => count + 1);
            }
        })));

        gateway.Aws.Failures.ShouldBeEmpty();
        // No bucket is there: S3 says so once the signature is right.
        answers.Keys.Order().ShouldBe([200, 404]);
        answers.Values.Sum().ShouldBe(80_000);
        (gateway.Aws.RequestCount - gateway.Aws.AssumeRoleCalls.Count).ShouldBe(80_000);
        gateway.Aws.AssumeRoleCalls.Count.ShouldBe(Callers);
    }

    private static byte[] Bytes(SignedRequest request, string url, ClientKeys keys) => WireHead.Of(request, url, keys).Bytes(request.Body);
}
