using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Duende.IdentityModel.Client;
using Gateway.Cli.Doors;
using Gateway.Cli.Terminal;
using Gateway.Cli.Tokens;

namespace Gateway.Cli.Login;

/// <summary>Device authorization grant (RFC 8628), with PKCE as Keycloak demands it of clients that are set to S256.</summary>
internal sealed class DeviceLogin(CliContext context, GatewayConfiguration configuration, DiscoveryDocumentResponse discovery)
{
    private static readonly TimeSpan SlowDown = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan DefaultInterval = TimeSpan.FromSeconds(5);

    public async Task<Result<StoredSession>> RunAsync(CancellationToken cancellation)
    {
        if (discovery.DeviceAuthorizationEndpoint is not { } endpoint)
        {
            return new Failure(ExitCode.LoginFailed, $"{discovery.Issuer} offers no device login.", "Use `stsgw login` or `stsgw login --no-browser`.");
        }

        var verifier = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        using var authorization = new DeviceAuthorizationRequest
        {
            Address = endpoint,
            ClientId = configuration.ClientId,
            ClientCredentialStyle = ClientCredentialStyle.PostBody,
            Scope = string.Join(' ', configuration.Scopes),
            Parameters =
            {
                { "code_challenge", Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))) },
                { "code_challenge_method", "S256" },
            },
        };
        var device = await context.Http.RequestDeviceAuthorizationAsync(authorization, cancellation);
        cancellation.ThrowIfCancellationRequested();
        if (device.IsError)
        {
            return TokenFailure.Of(device, discovery.Issuer!);
        }

        await context.Error.WriteLineAsync(
            $"Open {PlainText.Of(device.VerificationUri!)} on any device and enter this code:\n\n  {PlainText.Of(device.UserCode!)}\n");
        if (device.VerificationUriComplete is { } complete)
        {
            await context.Error.WriteLineAsync($"Or open the page with the code in it:\n\n  {PlainText.Of(complete)}\n");
        }

        return await PollAsync(device, verifier, cancellation);
    }

    private async Task<Result<StoredSession>> PollAsync(DeviceAuthorizationResponse device, string verifier, CancellationToken cancellation)
    {
        var interval = device.Interval > 0 ? TimeSpan.FromSeconds(device.Interval) : DefaultInterval;
        var ends = context.Time.GetUtcNow().AddSeconds(device.ExpiresIn ?? 600);
        while (context.Time.GetUtcNow() < ends)
        {
            await Task.Delay(interval, context.Time, cancellation);
            using var request = new DeviceTokenRequest
            {
                Address = discovery.TokenEndpoint!,
                ClientId = configuration.ClientId,
                ClientCredentialStyle = ClientCredentialStyle.PostBody,
                DeviceCode = device.DeviceCode!,
                Parameters = { { "code_verifier", verifier } },
            };
            var response = await context.Http.RequestDeviceTokenAsync(request, cancellation);
            cancellation.ThrowIfCancellationRequested();
            switch (response, TokenFailure.ErrorOf(response))
            {
                case ({ IsError: false }, _):
                    return SessionOf.New(response, discovery, configuration.ClientId, LoginMethod.Device, context.Time.GetUtcNow());
                case (_, "authorization_pending"):
                    break;
                // RFC 8628 section 3.5 counts a time-out as a reason to slow down as well.
                case (_, "slow_down") or ({ ErrorType: ResponseErrorType.Exception or ResponseErrorType.Http }, null):
                    interval += SlowDown;
                    break;
                case (_, "access_denied"):
                    return new Failure(ExitCode.LoginFailed, "The login was denied on the other device.");
                case (_, "expired_token"):
                    return Expired();
                default:
                    return TokenFailure.Of(response, discovery.Issuer!);
            }
        }

        return Expired();
    }

    private static Failure Expired() =>
        new(ExitCode.LoginFailed, "Nobody entered the code in time.", "Run the command again.");
}
