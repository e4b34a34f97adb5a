using Gateway.Sandbox.Aws;
using Gateway.Telemetry;
using Gateway.Tests.Forwarding;
using Gateway.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Telemetry;

public sealed class MetricsTests
{
    [Fact]
    public async Task A_forwarded_call_is_counted_by_door_service_and_outcome()
    {
        await using var gateway = await TestGateway.StartAsync();

        await PutAsync(gateway, await ClientKeys.MintAsync(gateway, "orders-writer"));

        var request = (await MeasuredAsync(gateway, "gateway.requests", measured => measured.Tag(TagNames.Door) == "forward")).ShouldHaveSingleItem();
        (request.Tag(TagNames.Service), request.Tag(TagNames.Outcome)).ShouldBe(("s3", "allowed"));
    }

    [Fact]
    public async Task A_decision_is_counted_by_grant_and_reason()
    {
        await using var gateway = await TestGateway.StartAsync();

        await PutAsync(gateway, ClientKeys.OfToken(gateway, "orders-writer"));
        await PutAsync(gateway, ClientKeys.OfToken(gateway, "analyst"));

        var decisions = await MeasuredAsync(gateway, "gateway.decisions", count: 2);
        decisions.Select(decision => (decision.Tag(TagNames.Grant), decision.Tag(TagNames.Reason)))
            .ShouldBe([("orders-writer", "granted"), (TagNames.None, "role-not-granted")]);
    }

    [Fact]
    public async Task Bytes_are_counted_both_ways()
    {
        await using var gateway = await TestGateway.StartAsync();

        await PutAsync(gateway, ClientKeys.OfToken(gateway, "orders-writer"));

        var bytes = await MeasuredAsync(gateway, "gateway.io", count: 2);
        bytes.Single(measured => measured.Tag(TagNames.Direction) == "in").Value.ShouldBe(3);
        bytes.Single(measured => measured.Tag(TagNames.Direction) == "out").Value.ShouldBeGreaterThanOrEqualTo(0);
    }

    [Fact]
    public async Task A_session_is_missed_once_and_then_found()
    {
        await using var gateway = await TestGateway.StartAsync();
        var keys = ClientKeys.OfToken(gateway, "orders-writer");

        await PutAsync(gateway, keys);
        await PutAsync(gateway, keys);

        (await MeasuredAsync(gateway, "gateway.session.lookups", count: 2)).Select(measured => measured.Tag(TagNames.Result)).ShouldBe(["miss", "hit"]);
        (await MeasuredAsync(gateway, "gateway.sts.call.duration")).ShouldHaveSingleItem().Tag(TagNames.Outcome).ShouldBe("assumed");
    }

    [Fact]
    public async Task A_refusal_by_STS_is_an_outcome()
    {
        await using var gateway = await TestGateway.StartAsync();
        gateway.Aws.Faults.Set("sts", AwsFault.AccessDenied);

        await PutAsync(gateway, ClientKeys.OfToken(gateway, "orders-writer"));

        (await MeasuredAsync(gateway, "gateway.sts.call.duration")).ShouldHaveSingleItem().Tag(TagNames.Outcome).ShouldBe("refused");
    }

    [Fact]
    public async Task The_state_of_policy_issuers_sessions_and_audit_is_read_on_demand()
    {
        await using var gateway = await TestGateway.StartAsync();
        await PutAsync(gateway, ClientKeys.OfToken(gateway, "orders-writer"));
        await MeasuredAsync(gateway, "gateway.decisions");

        gateway.Telemetry.Collect();

        var state = gateway.Telemetry.Measurements.GroupBy(measured => measured.Instrument).ToDictionary(group => group.Key, group => group.Last(), StringComparer.Ordinal);
        state["gateway.policy.info"].Tag(TagNames.PolicyVersion)!.Length.ShouldBe(12);
        state["gateway.policy.age"].Value.ShouldBeGreaterThanOrEqualTo(0);
        state["gateway.policy.failing"].Value.ShouldBe(0);
        state["gateway.policy.load.failures"].Value.ShouldBe(0);
        state["gateway.issuer.keys.age"].Tag(TagNames.Issuer).ShouldBe(gateway.Keycloak.Issuer);
        state["gateway.issuer.keys.failing"].Value.ShouldBe(0);
        state["gateway.aws.credentials.failing"].Value.ShouldBe(0);
        state["gateway.sessions"].Value.ShouldBe(1);
        state["gateway.tokens.verified"].Value.ShouldBe(1);
        state["gateway.sessions.opened"].Value.ShouldBe(0);
        state["gateway.audit.records.dropped"].Value.ShouldBe(0);
        state["gateway.audit.refusals"].Value.ShouldBe(0);
    }

    [Theory]
    [InlineData("/api/ROLES")]
    [InlineData("/api/Roles/")]
    public async Task A_door_has_one_name_however_its_path_is_written(string path)
    {
        await using var gateway = await TestGateway.StartAsync();

        await gateway.GetAsync(path, "no-token");

        (await MeasuredAsync(gateway, "gateway.requests")).ShouldHaveSingleItem().Tag(TagNames.Door).ShouldBe("roles");
    }

    [Fact]
    public async Task No_metric_names_a_caller()
    {
        await using var gateway = await TestGateway.StartAsync();

        await PutAsync(gateway, ClientKeys.OfToken(gateway, "orders-writer"));
        await MeasuredAsync(gateway, "gateway.decisions");
        gateway.Telemetry.Collect();

        foreach (var tag in gateway.Telemetry.Measurements.SelectMany(measured => measured.Tags.Values).Distinct())
        {
            tag?.ToString().ShouldNotBeOneOf("demo", "6d1f3a52-0b7e-4c0e-9a55-6f1d2c3b4a01");
        }
    }

    private static async Task PutAsync(TestGateway gateway, ClientKeys keys)
    {
        using var request = new SignedRequest { Method = "PUT", Path = "/bucket/key", Body = [1, 2, 3] }.Sign(gateway.Url, keys);
        await gateway.Client.SendAsync(request);
    }

    /// <summary>Measurements, waited for: a request is counted a moment after the client has the answer.</summary>
    private static async Task<IReadOnlyList<Measured>> MeasuredAsync(TestGateway gateway, string instrument, Func<Measured, bool>? which = null, int count = 1)
    {
        List<Measured> found = [];
        await Waiting.UntilAsync(
            () =>
            {
                found = [.. gateway.Telemetry.Measurements.Where(measured => measured.Instrument == instrument && which?.Invoke(measured) != false)];
                return found.Count >= count;
            },
            $"{count} measurements of {instrument}");
        return found;
    }
}
