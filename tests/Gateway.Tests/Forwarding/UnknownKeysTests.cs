using Gateway.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Forwarding;

/// <summary>Calls that are signed with AWS's own keys, which mean nothing here.</summary>
public sealed class UnknownKeysTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private const string Words = "The request is signed with keys that this gateway does not know.";

    // As AWS gives them; the tokens are the beginning of one.
    private static readonly ClientKeys Temporary = new("ASIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "IQoJb3JpZ2luX2VjEAMaCWV1LXdlc3QtMSJHMEUCIQDexample+/Bw==");

    private TestGateway Gateway => shared.Gateway;

    [Fact]
    public async Task Temporary_keys_of_AWS_are_unknown_and_not_taken_for_a_bad_JWT()
    {
        var answer = await Gateway.Client.SendAsync(new SignedRequest().Sign(Gateway.Url, Temporary));

        ((int)answer.StatusCode).ShouldBe(403);
        var body = await answer.Content.ReadAsStringAsync();
        body.ShouldContain("<Code>InvalidAccessKeyId</Code>");
        body.ShouldContain(Words);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/sts")]
    public async Task A_call_of_STS_with_them_is_told_what_STS_takes_here(string path)
    {
        var call = SignedRequest.Form("sts", "Action=GetCallerIdentity&Version=2011-06-15");
        call.Path = path;

        var answer = await Gateway.Client.SendAsync(call.Sign(Gateway.Url, Temporary));

        ((int)answer.StatusCode).ShouldBe(403);
        var body = await answer.Content.ReadAsStringAsync();
        body.ShouldContain("<Code>InvalidClientTokenId</Code>");
        body.ShouldContain(Words + " Of STS it takes AssumeRoleWithWebIdentity, and calls that are signed with gateway credentials.");
        body.ShouldContain("credential_process");
    }
}
