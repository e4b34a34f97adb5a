using System.Xml.Linq;
using Gateway.Tests.Assuming;
using Gateway.Tests.Hosting;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Issuing;

/// <summary>What a caller is told when STS is slow, throttles, breaks or refuses, at each door that asks it.</summary>
public sealed class StsTroubleTests : IDisposable
{
    private const string Throttled = "AWS STS is throttling the gateway; try again shortly.";
    private const string Unreachable = "AWS STS cannot be reached at the moment; try again shortly.";
    private const string NotSts = "What answers in place of AWS STS is not STS, or breaks off; try again shortly.";
    private const string Refused = "AWS STS refuses arn:aws:iam::111122223333:role/OrdersReader: its trust policy must let the gateway's role assume it, tag the session and set its "
        + "source identity, and the gateway's own role must be allowed to; the gateway's log has what STS said.";
    private const string WrongSession = "AWS STS refuses the session for arn:aws:iam::111122223333:role/OrdersReader (ValidationError); the policy file's grant must be mended, "
        + "and the gateway's log has what STS said.";
    private const string OwnKey = "AWS STS does not take the gateway's own credentials; its operator finds the cause in the gateway's log.";

    private readonly CannedSts sts = new();

    public void Dispose() => sts.Dispose();

    [Theory]
    [InlineData("throttles", 429, "sts-throttled", Throttled)]
    [InlineData("fails", 503, "sts-unavailable", Unreachable)]
    [InlineData("answers with a page", 503, "sts-unavailable", NotSts)]
    [InlineData("refuses", 403, "sts-refused", Refused)]
    [InlineData("finds the session wrong", 403, "sts-refused", WrongSession)]
    [InlineData("finds the gateway's key expired", 503, "no-base-credentials", OwnKey)]
    public async Task Api_tells_the_trouble_as_a_problem(string trouble, int status, string code, string words)
    {
        await using var gateway = await StartAsync(trouble);

        var answer = await gateway.GetAsync("/api/credentials?role=orders-reader", gateway.Keycloak.MintAccessToken("demo"));

        ((int)answer.StatusCode).ShouldBe(status);
        (answer.Headers.RetryAfter?.ToString()).ShouldBe(status == 403 ? null : "1", "only what may pass by itself is worth another try");
        var problem = await answer.JsonAsync();
        (problem.Text("code"), problem.Text("detail")).ShouldBe((code, words));
    }

    [Theory]
    [InlineData("throttles", 400, "Throttling", Throttled)]
    [InlineData("fails", 503, "ServiceUnavailable", Unreachable)]
    [InlineData("refuses", 403, "AccessDenied", Refused)]
    [InlineData("finds the gateway's key expired", 503, "ServiceUnavailable", OwnKey)]
    public async Task The_STS_door_tells_the_trouble_in_the_words_of_STS(string trouble, int status, string code, string words)
    {
        await using var gateway = await StartAsync(trouble);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Action"] = "AssumeRoleWithWebIdentity",
            ["RoleArn"] = TestPolicy.ReaderArn,
            ["RoleSessionName"] = "s",
            ["WebIdentityToken"] = gateway.Keycloak.MintAccessToken("demo"),
        });

        var answer = await gateway.Client.PostAsync("/sts", form);

        ((int)answer.StatusCode).ShouldBe(status);
        var error = XElement.Parse(await answer.Content.ReadAsStringAsync()).Elements().First().Elements().Select(part => part.Value);
        error.ShouldBe([status < 500 ? "Sender" : "Receiver", code, words]);
    }

    [Theory]
    [InlineData("throttles", 429, "Throttling", Throttled)]
    [InlineData("fails", 503, "ServiceUnavailable", Unreachable)]
    [InlineData("refuses", 403, "AccessDenied", Refused)]
    public async Task The_container_provider_tells_the_trouble_with_code_and_message(string trouble, int status, string code, string words)
    {
        await using var gateway = await StartAsync(trouble);

        var answer = await gateway.GetAsync("/container/credentials?role=orders-reader&mode=credentials", gateway.Keycloak.MintAccessToken("demo"));

        ((int)answer.StatusCode).ShouldBe(status);
        var error = await answer.JsonAsync();
        (error.Text("code"), error.Text("message")).ShouldBe((code, words));
    }

    [Fact]
    public async Task STS_that_is_slow_is_told_as_unavailable()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var gateway = await StartAsync("is slow", time);
        var asking = gateway.GetAsync("/api/credentials?role=orders-reader", gateway.Keycloak.MintAccessToken("demo"));
        // The token holds for five minutes of the same clock, which must not run before it is verified.
        await Waiting.UntilAsync(() => Task.FromResult(gateway.Sessions().Count > 0));

        var answer = await time.PassUntilAsync(asking);

        ((int)answer.StatusCode).ShouldBe(503);
        var problem = await answer.JsonAsync();
        (problem.Text("code"), problem.Text("detail")).ShouldBe(("sts-unavailable", Unreachable));
    }

    [Fact]
    public async Task A_gateway_without_credentials_of_its_own_says_so()
    {
        await using var gateway = await TestGateway.StartAsync(credentials: () => throw new Amazon.Runtime.AmazonClientException("none"));

        var answer = await gateway.GetAsync("/api/credentials?role=orders-reader", gateway.Keycloak.MintAccessToken("demo"));

        ((int)answer.StatusCode).ShouldBe(503);
        var problem = await answer.JsonAsync();
        (problem.Text("code"), problem.Text("detail")).ShouldBe(("no-base-credentials",
            "The gateway has no AWS credentials of its own; its operator must give it a role (IRSA, Pod Identity, instance profile) or a profile."));
    }

    private async Task<TestGateway> StartAsync(string trouble, TimeProvider? time = null)
    {
        sts.Always(CannedSts.Trouble(trouble));
        return await TestGateway.StartAsync(time: time, settings: [sts.Setting]);
    }
}
