using Amazon.Runtime;
using Amazon.S3;
using Amazon.SSO.Model;
using Gateway.Revocations;
using Microsoft.Extensions.DependencyInjection;
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
    public async Task Logging_out_of_a_revoked_login_ends_the_session_at_Keycloak_and_the_next_login_is_taken()
    {
        await using var own = await SsoWorld.StartAsync();
        var (client, token) = await own.LogInAsync();
        var caller = (await own.Gateway.Audit.NextOfAsync("sso-oidc")).Identity;
        while (caller is null)
        {
            caller = (await own.Gateway.Audit.NextOfAsync("sso-oidc")).Identity;
        }

        var revocations = own.Gateway.Services.GetRequiredService<RevocationList>();
        revocations.Revoke(RevocationTarget.Subject(caller.Issuer, caller.Subject), own.Time.GetUtcNow(), "an operator");
        var refused = await Should.ThrowAsync<UnauthorizedException>(() => own.Sso.ListAccountsAsync(new() { AccessToken = token.AccessToken }));
        var invalid = await Should.ThrowAsync<Amazon.SSOOIDC.Model.InvalidGrantException>(() => own.RefreshAsync(client, token.RefreshToken));

        await own.Sso.LogoutAsync(new LogoutRequest { AccessToken = token.AccessToken });

        own.Gateway.Keycloak.HasSession(caller.SessionId!).ShouldBeFalse();
        revocations.IsEnded(caller.Issuer, caller.SessionId!).ShouldBeTrue("a fresh login in the same session is not covered by what the operator said");
        refused.Message.ShouldContain("aws sso logout, then aws sso login");
        invalid.Error_description.ShouldContain("aws sso logout, then aws sso login");
        own.Time.Advance(TimeSpan.FromSeconds(1));
        var (_, next) = await own.LogInAsync();
        (await own.Sso.ListAccountsAsync(new() { AccessToken = next.AccessToken })).AccountList.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Logging_out_with_a_revoked_token_that_the_gateway_did_not_seal_is_refused()
    {
        await using var own = await SsoWorld.StartAsync();
        var token = own.Gateway.Keycloak.MintAccessToken("demo");
        own.Gateway.Services.GetRequiredService<RevocationList>().Revoke(RevocationTarget.Everything(null), own.Time.GetUtcNow(), "an operator");

        await Should.ThrowAsync<UnauthorizedException>(() => own.Sso.LogoutAsync(new LogoutRequest { AccessToken = token }));
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
    public async Task Logging_out_again_and_again_revokes_once()
    {
        await using var own = await SsoWorld.StartAsync();
        var (_, token) = await own.LogInAsync();
        var revocations = own.Gateway.Services.GetRequiredService<RevocationList>();
        var told = 0;
        revocations.Tell(_ => Interlocked.Increment(ref told));

        for (var i = 0; i < 3; i++)
        {
            await own.Sso.LogoutAsync(new LogoutRequest { AccessToken = token.AccessToken });
        }

        told.ShouldBe(1);
        revocations.All.ShouldHaveSingleItem().LogoutOf.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Logging_out_again_and_again_asks_Keycloak_once()
    {
        await using var own = await SsoWorld.StartAsync();
        var (_, token) = await own.LogInAsync();
        var asked = 0;
        own.Gateway.Keycloak.Sees = request => _ = request.Path.Value!.EndsWith("/logout", StringComparison.Ordinal) ? Interlocked.Increment(ref asked) : 0;

        for (var i = 0; i < 3; i++)
        {
            await own.Sso.LogoutAsync(new LogoutRequest { AccessToken = token.AccessToken });
        }

        asked.ShouldBe(1);
    }

    [Fact]
    public async Task Logging_out_again_once_Keycloak_is_back_ends_the_session_there()
    {
        await using var own = await SsoWorld.StartAsync();
        var (_, token) = await own.LogInAsync();
        own.Gateway.Keycloak.Faults.Down();
        await Should.ThrowAsync<Amazon.SSO.AmazonSSOException>(() => own.Sso.LogoutAsync(new LogoutRequest { AccessToken = token.AccessToken }));
        own.Gateway.Keycloak.Faults.Up();
        var session = own.Gateway.Services.GetRequiredService<RevocationList>().All.Single().Target.Value;
        own.Gateway.Keycloak.HasSession(session).ShouldBeTrue();

        await own.Sso.LogoutAsync(new LogoutRequest { AccessToken = token.AccessToken });

        own.Gateway.Keycloak.HasSession(session).ShouldBeFalse();
    }

    [Fact]
    public async Task Logging_out_before_it_is_known_what_was_revoked_is_on_record_afterwards()
    {
        await using var own = await SsoWorld.StartAsync();
        var (_, token) = await own.LogInAsync();
        var revocations = own.Gateway.Services.GetRequiredService<RevocationList>();
        own.Time.Advance(TimeSpan.FromMinutes(20));
        revocations.IsKnown = false;

        await own.Sso.LogoutAsync(new LogoutRequest { AccessToken = token.AccessToken });

        revocations.All.ShouldHaveSingleItem().Target.Kind.ShouldBe(RevocationKind.Session);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    public async Task Logging_out_again_and_again_is_limited_as_other_calls_are(int minutesLater)
    {
        await using var own = await SsoWorld.StartAsync(settings: [("Gateway:Limits:RequestsPerSecond", "1"), ("Gateway:Limits:Burst", "6")]);
        var (_, token) = await own.LogInAsync();
        own.Time.Advance(TimeSpan.FromMinutes(minutesLater));
        await own.Sso.LogoutAsync(new LogoutRequest { AccessToken = token.AccessToken });

        var refused = 0;
        for (var i = 0; i < 6; i++)
        {
            try
            {
                await own.Sso.LogoutAsync(new LogoutRequest { AccessToken = token.AccessToken });
            }
            catch (Amazon.SSO.Model.TooManyRequestsException)
            {
                refused++;
            }
        }

        refused.ShouldBe(1);
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
