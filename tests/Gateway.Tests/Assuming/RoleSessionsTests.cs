using Amazon.Runtime;
using Gateway.Assuming;
using Gateway.Sandbox.Aws;
using Gateway.Tests.Forwarding;
using Gateway.Tests.Hosting;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Assuming;

public sealed class RoleSessionsTests
{
    private readonly FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task A_thousand_callers_of_one_session_are_one_call_to_STS()
    {
        await using var gateway = await TestGateway.StartAsync();
        List<Task<AssumeResult>> callers;
        using (gateway.Aws.Faults.Hold("sts"))
        {
            callers = [.. Enumerable.Range(0, 1000).Select(_ => gateway.Sessions().GetAsync(Ask.Id(), CancellationToken.None).AsTask())];
        }

        (await Task.WhenAll(callers)).ShouldAllBe(result => result.Assumed);
        gateway.Aws.AssumeRoleCalls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_caller_who_asks_for_ever_new_sessions_does_not_spend_the_account_s_quota_at_STS()
    {
        await using var gateway = await TestGateway.StartAsync(time: time, settings: [("Gateway:Limits:AssumesPerSecond", "2")]);

        for (var i = 0; i < 1_000; i++)
        {
            (await gateway.Sessions().GetAsync(Ask.Id(sessionName: $"demo-{i}"), CancellationToken.None)).Assumed.ShouldBeTrue();
        }

        var refused = await gateway.Sessions().GetAsync(Ask.Id(sessionName: "one-more"), CancellationToken.None);
        refused.Failure!.Reason.ShouldBe(AssumeFailureReason.OverLimit);
        refused.Failure.Message.ShouldContain("Gateway:Limits:AssumesPerSecond");
        gateway.Aws.AssumeRoleCalls.Count.ShouldBe(1_000);
        gateway.Sessions().Count.ShouldBe(1_000);
        (await gateway.Sessions().GetAsync(Ask.Id(sessionName: "demo-1"), CancellationToken.None)).Assumed.ShouldBeTrue();
        (await gateway.Sessions().GetAsync(Ask.Id(subject: "another"), CancellationToken.None)).Assumed.ShouldBeTrue();
        time.Advance(TimeSpan.FromSeconds(1));
        (await gateway.Sessions().GetAsync(Ask.Id(sessionName: "one-more"), CancellationToken.None)).Assumed.ShouldBeTrue();
    }

    [Fact]
    public async Task Calls_to_STS_whose_callers_have_gone_are_still_counted()
    {
        await using var gateway = await TestGateway.StartAsync(time: time);
        using var gone = new CancellationTokenSource();
        using (gateway.Aws.Faults.Hold("sts"))
        {
            var asked = Enumerable.Range(0, 200).Select(i => gateway.Sessions().GetAsync(Ask.Id(sessionName: $"demo-{i}"), gone.Token).AsTask()).ToList();
            await gone.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(() => Task.WhenAll(asked));

            (await gateway.Sessions().GetAsync(Ask.Id(sessionName: "one-more"), CancellationToken.None)).Failure!.Reason.ShouldBe(AssumeFailureReason.OverLimit);
        }
    }

    [Fact]
    public async Task Two_callers_never_share_a_session_though_STS_is_asked_the_same()
    {
        await using var gateway = await TestGateway.StartAsync();

        var one = await gateway.Sessions().GetAsync(Ask.Id(subject: "one"), CancellationToken.None);
        var two = await gateway.Sessions().GetAsync(Ask.Id(subject: "two"), CancellationToken.None);

        two.Credentials!.AccessKeyId.ShouldNotBe(one.Credentials!.AccessKeyId);
    }

    [Fact]
    public async Task A_caller_whose_tag_changed_gets_a_session_of_its_own()
    {
        await using var gateway = await TestGateway.StartAsync();

        await gateway.GetAsync("/api/credentials?role=orders-reader", gateway.Keycloak.MintAccessToken("demo"));
        await gateway.GetAsync("/api/credentials?role=orders-reader", gateway.Keycloak.MintAccessToken("demo", claims => claims["team"] = "billing"));

        gateway.Aws.AssumeRoleCalls.Select(call => call.Tags["team"]).ShouldBe(["orders", "billing"]);
    }

    [Fact]
    public async Task External_id_and_transitive_tags_go_to_STS()
    {
        const string tags = "tags: { team: \"${claims.team}\" }";
        await using var gateway = await TestGateway.StartAsync(TestPolicy.Usual.Replace(tags, tags + "\n      transitiveTags: [team]\n      externalId: x-1", StringComparison.Ordinal));

        await gateway.GetAsync("/api/credentials?role=orders-reader", gateway.Keycloak.MintAccessToken("demo"));

        var call = gateway.Aws.AssumeRoleCalls.ShouldHaveSingleItem();
        (call.ExternalId, string.Join(',', call.TransitiveTagKeys)).ShouldBe(("x-1", "team"));
    }

    [Fact]
    public async Task A_session_is_renewed_in_the_background_before_it_ends()
    {
        await using var gateway = await TestGateway.StartAsync(time: time);
        var first = await gateway.Sessions().GetAsync(Ask.Id(), CancellationToken.None);
        time.Advance(TimeSpan.FromMinutes(13));

        AssumeResult meanwhile;
        using (gateway.Aws.Faults.Hold("sts"))
        {
            // Does not wait for STS, which does not answer.
            meanwhile = await gateway.Sessions().GetAsync(Ask.Id(), CancellationToken.None);
        }

        meanwhile.Credentials.ShouldBe(first.Credentials);
        await Waiting.UntilAsync(async () => (await gateway.Sessions().GetAsync(Ask.Id(), CancellationToken.None)).Credentials != first.Credentials);
        gateway.Aws.AssumeRoleCalls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_renewal_that_STS_refuses_is_not_asked_for_again_with_each_call()
    {
        await using var gateway = await TestGateway.StartAsync(time: time);
        var first = await gateway.Sessions().GetAsync(Ask.Id(), CancellationToken.None);
        time.Advance(TimeSpan.FromMinutes(13));
        gateway.Aws.Faults.Set("sts", AwsFault.AccessDenied);
        await gateway.Sessions().GetAsync(Ask.Id(), CancellationToken.None);
        // Who asks for credentials to hand out waits for the renewal under way.
        (await gateway.Sessions().GetFreshAsync(Ask.Id(), CancellationToken.None)).Failure!.Reason.ShouldBe(AssumeFailureReason.Refused);
        var before = gateway.Aws.RequestCount;

        var meanwhile = await gateway.Sessions().GetAsync(Ask.Id(), CancellationToken.None);

        meanwhile.Credentials.ShouldBe(first.Credentials);
        (await gateway.Sessions().GetFreshAsync(Ask.Id(), CancellationToken.None)).Failure!.Reason.ShouldBe(AssumeFailureReason.Refused);
        gateway.Aws.RequestCount.ShouldBe(before);
    }

    [Fact]
    public async Task A_session_signs_on_though_STS_gave_none_to_hand_out()
    {
        await using var gateway = await TestGateway.StartAsync(time: time);
        var first = await gateway.Sessions().GetAsync(Ask.Id(), CancellationToken.None);
        time.Advance(TimeSpan.FromMinutes(8));
        gateway.Aws.Faults.Set("sts", AwsFault.ServerError);

        var handedOut = await time.PassUntilAsync(gateway.Sessions().GetFreshAsync(Ask.Id(), CancellationToken.None).AsTask());

        handedOut.Failure!.Reason.ShouldBe(AssumeFailureReason.Unavailable);
        (await time.PassUntilAsync(gateway.Sessions().GetAsync(Ask.Id(), CancellationToken.None).AsTask())).Credentials.ShouldBe(first.Credentials);
    }

    [Fact]
    public async Task Credentials_to_hand_out_have_most_of_their_time_left()
    {
        await using var gateway = await TestGateway.StartAsync(time: time);
        await gateway.Sessions().GetFreshAsync(Ask.Id(), CancellationToken.None);
        time.Advance(TimeSpan.FromMinutes(5));

        var later = await gateway.Sessions().GetFreshAsync(Ask.Id(), CancellationToken.None);

        (later.Credentials!.Expires - time.GetUtcNow()).ShouldBeGreaterThan(TimeSpan.FromMinutes(14));
    }

    [Fact]
    public async Task A_refusal_by_STS_is_remembered_for_a_few_seconds()
    {
        await using var gateway = await TestGateway.StartAsync(time: time);
        gateway.Aws.Faults.Set("sts", AwsFault.AccessDenied);

        var refused = await gateway.Sessions().GetAsync(Ask.Id(), CancellationToken.None);
        var before = gateway.Aws.RequestCount;
        await gateway.Sessions().GetAsync(Ask.Id(), CancellationToken.None);
        gateway.Aws.RequestCount.ShouldBe(before);
        gateway.Aws.Faults.Clear("sts");
        time.Advance(RoleSessions.RefusalMemory);
        var later = await gateway.Sessions().GetAsync(Ask.Id(), CancellationToken.None);

        refused.Failure!.Reason.ShouldBe(AssumeFailureReason.Refused);
        later.Assumed.ShouldBeTrue();
    }

    [Fact]
    public async Task On_a_role_s_own_credentials_an_hour_is_the_longest_known_before_the_call()
    {
        await using var gateway = await TestGateway.StartAsync(credentials: () => new SessionAWSCredentials("ASIAEXAMPLE", "secret", "token"));
        var token = gateway.Keycloak.MintAccessToken("demo");

        var asked = await gateway.GetAsync("/api/credentials?role=orders-writer&duration=7200", token);
        var roles = await (await gateway.GetAsync("/api/roles", token)).JsonAsync();

        ((int)asked.StatusCode).ShouldBe(400);
        (await asked.JsonAsync()).Text("detail").ShouldContain("role chaining");
        roles.EnumerateArray().Single(role => role.Text("id") == "orders-writer").GetProperty("maxDurationSeconds").GetInt32().ShouldBe(3600);
        gateway.Aws.RequestCount.ShouldBe(0);
    }

    [Fact]
    public async Task A_grant_of_two_hours_forwards_on_a_role_s_own_credentials()
    {
        await using var gateway = await TestGateway.StartAsync(credentials: () => new SessionAWSCredentials("ASIAOFTHEGATEWAY0000", "the-secret-of-a-role", "the-token-of-a-role"));
        gateway.Aws.Credentials.Add(new AwsCredential("ASIAOFTHEGATEWAY0000", "the-secret-of-a-role", "the-token-of-a-role", Session: null));

        var answer = await gateway.Client.SendAsync(new SignedRequest { Path = "/" }.Sign(gateway.Url, await ClientKeys.MintAsync(gateway, "orders-writer")));

        ((int)answer.StatusCode).ShouldBe(200);
        gateway.Aws.AssumeRoleCalls.ShouldHaveSingleItem().DurationSeconds.ShouldBe(3600);
    }

    [Fact]
    public async Task No_more_sessions_are_kept_than_the_option_says()
    {
        await using var gateway = await TestGateway.StartAsync(settings: [("Gateway:Assuming:MaxSessions", "100")]);

        foreach (var i in Enumerable.Range(0, 150))
        {
            await gateway.Sessions().GetAsync(Ask.Id(subject: $"caller-{i}"), CancellationToken.None);
        }

        gateway.Sessions().Count.ShouldBeLessThanOrEqualTo(100);
    }

    [Fact]
    public async Task Callers_that_come_while_sessions_are_forgotten_get_theirs()
    {
        await using var gateway = await TestGateway.StartAsync(settings: [("Gateway:Assuming:MaxSessions", "100")]);

        await Parallel.ForEachAsync(Enumerable.Range(0, 1000), new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (i, cancellation) =>
            (await gateway.Sessions().GetAsync(Ask.Id(subject: $"caller-{i}"), cancellation)).Assumed.ShouldBeTrue());
    }

    [Fact]
    public async Task A_caller_who_asks_for_ever_new_sessions_pushes_out_its_own_alone()
    {
        await using var gateway = await TestGateway.StartAsync(settings: [("Gateway:Assuming:MaxSessionsPerCaller", "10")]);
        var other = await gateway.Sessions().GetAsync(Ask.Id(subject: "another"), CancellationToken.None);

        foreach (var i in Enumerable.Range(0, 30))
        {
            var id = Ask.Id(subject: "demo");
            await gateway.Sessions().GetAsync(new SessionId(id.Caller, id.Session with { SessionName = $"demo-{i}" }), CancellationToken.None);
        }

        gateway.Sessions().Count.ShouldBeInRange(10, 11);
        (await gateway.Sessions().GetAsync(Ask.Id(subject: "another"), CancellationToken.None)).Credentials.ShouldBe(other.Credentials);
    }
}
