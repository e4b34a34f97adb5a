using Amazon.Runtime;
using Amazon.S3;
using Amazon.SSO.Model;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Sso;

/// <summary>Credentials of SSO in use, and their end.</summary>
public sealed class LogoutTests(SsoWorld world) : IClassFixture<SsoWorld>
{
    [Fact]
    public async Task Logging_out_ends_the_session_at_Keycloak()
    {
        var (client, token) = await world.LogInAsync();

        await world.Sso.LogoutAsync(new LogoutRequest { AccessToken = token.AccessToken });

        await Should.ThrowAsync<Amazon.SSOOIDC.Model.InvalidGrantException>(() => world.RefreshAsync(client, token.RefreshToken));
    }

    [Fact]
    public async Task Logging_out_ends_the_access_token_and_gateway_credentials_at_once()
    {
        var (_, token) = await world.LogInAsync();
        using var s3 = await S3Async(token.AccessToken);

        await world.Sso.LogoutAsync(new LogoutRequest { AccessToken = token.AccessToken });

        await Should.ThrowAsync<UnauthorizedException>(() => world.Sso.ListAccountsAsync(new() { AccessToken = token.AccessToken }));
        (await Should.ThrowAsync<AmazonS3Exception>(() => s3.ListBucketsAsync())).ErrorCode.ShouldBe("ExpiredToken");
    }

    [Fact]
    public async Task Logging_out_after_the_access_token_has_expired_still_ends_the_session_at_Keycloak()
    {
        await using var own = await SsoWorld.StartAsync();
        var (client, token) = await own.LogInAsync();
        own.Time.Advance(TimeSpan.FromMinutes(20));
        await Should.ThrowAsync<UnauthorizedException>(() => own.Sso.ListAccountsAsync(new() { AccessToken = token.AccessToken }));

        await own.Sso.LogoutAsync(new LogoutRequest { AccessToken = token.AccessToken });

        await Should.ThrowAsync<Amazon.SSOOIDC.Model.InvalidGrantException>(() => own.RefreshAsync(client, token.RefreshToken));
    }

    [Fact]
    public async Task Logging_out_with_an_expired_token_that_the_gateway_did_not_seal_is_refused()
    {
        await using var own = await SsoWorld.StartAsync();
        var token = own.Gateway.Keycloak.MintAccessToken("demo");
        own.Time.Advance(TimeSpan.FromHours(1));

        await Should.ThrowAsync<UnauthorizedException>(() => own.Sso.LogoutAsync(new LogoutRequest { AccessToken = token }));
    }

    [Fact]
    public async Task Logging_out_while_Keycloak_is_down_says_so_and_ends_the_token_here()
    {
        await using var own = await SsoWorld.StartAsync();
        var (_, token) = await own.LogInAsync();
        own.Gateway.Keycloak.Faults.Down();

        var failed = await Should.ThrowAsync<Amazon.SSO.AmazonSSOException>(() => own.Sso.LogoutAsync(new LogoutRequest { AccessToken = token.AccessToken }));

        ((int)failed.StatusCode).ShouldBe(503);
        await Should.ThrowAsync<UnauthorizedException>(() => own.Sso.ListAccountsAsync(new() { AccessToken = token.AccessToken }));
    }

    [Fact]
    public async Task A_signed_request_is_for_AWS_whatever_its_path()
    {
        var (_, token) = await world.LogInAsync();
        using var s3 = await S3Async(token.AccessToken);

        (await Should.ThrowAsync<AmazonS3Exception>(() => s3.GetObjectAsync("sso", "assignment/accounts"))).ErrorCode.ShouldBe("NoSuchBucket");
    }

    private async Task<AmazonS3Client> S3Async(string token)
    {
        var credentials = (await world.Sso.GetRoleCredentialsAsync(new() { AccessToken = token, AccountId = "111122223333", RoleName = "OrdersReader" })).RoleCredentials;
        return new AmazonS3Client(
            new SessionAWSCredentials(credentials.AccessKeyId, credentials.SecretAccessKey, credentials.SessionToken),
            new AmazonS3Config { ServiceURL = world.Gateway.Url, AuthenticationRegion = "eu-west-1", ForcePathStyle = true, MaxErrorRetry = 0 });
    }
}
