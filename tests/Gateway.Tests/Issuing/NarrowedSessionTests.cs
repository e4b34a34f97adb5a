using System.Xml.Linq;
using Gateway.Issuing;
using Gateway.Tests.Forwarding;
using Gateway.Tests.Hosting;
using Gateway.Tests.Policies;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Issuing;

/// <summary>Sessions that a caller narrows by a policy of its own.</summary>
public sealed class NarrowedSessionTests
{
    private readonly FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());

    /// <summary>AWS takes one policy for a session: the caller's would take the place of the statements.</summary>
    [Fact]
    public async Task A_session_narrowed_by_its_own_policy_ends_when_the_grant_gets_statements()
    {
        await using var gateway = await TestGateway.StartAsync(time: time);
        var keys = await NarrowedAsync(gateway);

        await gateway.ChangePolicyAsync(time, TestPolicy.Usual.Replace(
            "services: [s3, dynamodb, sqs, sts]", "statements: [{ actions: [\"s3:GetObject\"], resources: [\"*\"] }]", StringComparison.Ordinal));
        var answer = await gateway.Client.SendAsync(new SignedRequest { Path = "/", Date = time.GetUtcNow() }.Sign(gateway.Url, keys));

        ((int)answer.StatusCode).ShouldBe(403);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("The session was narrowed by a policy of its own");
    }

    [Theory]
    [InlineData(2048, true)]
    [InlineData(2049, false)]
    public void A_policy_of_as_many_characters_as_AWS_takes_is_taken(int characters, bool isTaken)
    {
        var role = Policy.Load(Policy.OneGrant()).Decide(Callers.Of(), Callers.Context).Roles.ShouldHaveSingleItem();
        const string empty = """{"Statement":[""]}""";

        var result = CallerSessionPolicy.Check(role, empty.Replace("\"\"", $"\"{new string('x', characters - empty.Length)}\"", StringComparison.Ordinal));

        result.Succeeded.ShouldBe(isTaken);
    }

    private static async Task<ClientKeys> NarrowedAsync(TestGateway gateway)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Action"] = "AssumeRoleWithWebIdentity",
            ["Version"] = "2011-06-15",
            ["RoleArn"] = TestPolicy.ReaderArn,
            ["RoleSessionName"] = "demo",
            ["WebIdentityToken"] = gateway.Keycloak.MintAccessToken("demo"),
            ["Policy"] = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""",
        });
        var xml = XElement.Parse(await (await gateway.Client.PostAsync("/", form)).Content.ReadAsStringAsync());
        return new ClientKeys(Text("AccessKeyId"), Text("SecretAccessKey"), Text("SessionToken"));

        string Text(string name) => xml.Descendants().Single(element => element.Name.LocalName == name).Value;
    }
}
