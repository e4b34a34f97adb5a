using Gateway.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Forwarding;

/// <summary>A URL that an SDK signs with the call's own credentials and puts into the call: it would carry what identifies the caller to AWS.</summary>
public sealed class SignedUrlTests : IAsyncLifetime
{
    private TestGateway gateway = null!;

    public async ValueTask InitializeAsync() => gateway = await TestGateway.StartAsync(TestPolicy.Usual.Replace("services: [s3, dynamodb, sqs, sts]", "services: [ec2, rds]", StringComparison.Ordinal));

    public ValueTask DisposeAsync() => gateway.DisposeAsync();

    [Theory]
    [InlineData("ec2", "Action=CopySnapshot&SourceRegion=us-east-1&SourceSnapshotId=snap-1&Version=2016-11-15", "PresignedUrl", false)]
    [InlineData("ec2", "Action=CopySnapshot&SourceRegion=us-east-1&SourceSnapshotId=snap-1&Version=2016-11-15", "PresignedUrl", true)]
    [InlineData("rds", "Action=CopyDBSnapshot&SourceDBSnapshotIdentifier=a&TargetDBSnapshotIdentifier=b&Version=2014-10-31", "PreSignedUrl", false)]
    public async Task A_form_with_the_caller_s_session_token_is_refused(string service, string form, string parameter, bool isJwt)
    {
        var keys = isJwt ? ClientKeys.OfToken(gateway, "orders-reader") : await ClientKeys.MintAsync(gateway);

        var answer = await SendAsync(service, $"{form}&{parameter}={UrlWith(keys.Token)}", keys);

        ((int)answer.StatusCode).ShouldBe(501);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("mode 'credentials'");
        gateway.Aws.RequestCount.ShouldBe(0);
    }

    [Fact]
    public async Task A_query_with_the_caller_s_session_token_is_refused()
    {
        var keys = await ClientKeys.MintAsync(gateway);
        var call = new SignedRequest { Service = "ec2", Path = "/", Query = "Action=CopySnapshot&PresignedUrl=" + UrlWith(keys.Token) };

        var answer = await gateway.Client.SendAsync(call.Sign(gateway.Url, keys));

        ((int)answer.StatusCode).ShouldBe(501);
    }

    [Fact]
    public async Task A_form_with_a_URL_that_other_credentials_signed_goes_on()
    {
        var answer = await SendAsync("ec2", "Action=CopySnapshot&Version=2016-11-15&PresignedUrl=" + UrlWith("another"), await ClientKeys.MintAsync(gateway));

        ((int)answer.StatusCode).ShouldBe(200);
    }

    private Task<HttpResponseMessage> SendAsync(string service, string form, ClientKeys keys) =>
        gateway.Client.SendAsync(SignedRequest.Form(service, form).Sign(gateway.Url, keys));

    private static string UrlWith(string token) =>
        Uri.EscapeDataString("https://gateway.example/?Action=CopySnapshot&X-Amz-Credential=GWAY&X-Amz-Security-Token=" + Uri.EscapeDataString(token));
}
