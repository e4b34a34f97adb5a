using Gateway.RealTests.Gateways;
using Gateway.RealTests.Parts;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Policies;

/// <summary>The policy file is edited while people work.</summary>
public sealed class LivePolicyTests(RealWorld world) : IDisposable
{
    private readonly Scratch _scratch = new();

    [Fact]
    public async Task Grant_taken_out_cuts_a_live_boto3_session_off()
    {
        await using var gateway = await world.StartGatewayAsync(await world.InFrontOfMinioAsync());
        var token = await (await world.RealmAsync()).AccessTokenAsync("demo");
        var settings = ClientSettings.WebIdentity(gateway.Address, token, "OrdersReader", _scratch);
        await using var session = LiveSession.Start(settings, _scratch);
        (await session.ListAsync()).ShouldBe("ok");

        await gateway.EditPolicyAsync(policy => WithoutGrant(policy, "orders-reader"));

        (await session.ListAsync()).ShouldBe("AccessDenied");
    }

    public void Dispose() => _scratch.Dispose();

    /// <summary>Drops the lines from the grant's <c>- id:</c> to the next one of the same depth, or to the end of the list.</summary>
    private static string WithoutGrant(string policy, string id)
    {
        var lines = policy.Split('\n');
        var first = Array.FindIndex(lines, line => line.TrimStart() == $"- id: {id}");
        first.ShouldBeGreaterThanOrEqualTo(0, $"no grant {id} in the example policy");
        var depth = Depth(lines[first]);
        var after = Array.FindIndex(lines, first + 1, line => line.Trim().Length > 0 && Depth(line) <= depth);
        return string.Join('\n', [.. lines[..first], .. after < 0 ? [] : lines[after..]]);
    }

    private static int Depth(string line) => line.Length - line.TrimStart().Length;
}
