using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Gateway.Issuing;
using Gateway.Sso.Confirming;
using Gateway.Sso.Login;
using Gateway.Sso.Sealing;

namespace Gateway.Sso.Oidc;

/// <summary>
/// StartDeviceAuthorization. The issuer's device grant does the work; its codes stay with the gateway. The client gets sealed ones, and a link
/// to the confirmation page, which alone leads on to the issuer.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/API_StartDeviceAuthorization.html</remarks>
internal static class StartDeviceAuthorizationDoor
{
    /// <summary>The longest that a device code lives, however long the issuer lets its own live.</summary>
    private static readonly TimeSpan LongestLife = TimeSpan.FromMinutes(10);

    /// <summary>RFC 8628 section 3.2: the interval where the issuer names none.</summary>
    private const int UsualInterval = 5;

    public static async Task<IResult> HandleAsync(
        HttpContext context, SsoLimits limits, LoginIssuer issuer, Sealer sealer, GatewayAddress address, TimeProvider time)
    {
        OidcDoors.Begin(context, "StartDeviceAuthorization");
        if (!limits.MayBeginLogin(context))
        {
            return OidcError.SlowDown.Answer(context, "Too many logins begin at this address; wait a little.");
        }

        var request = await OidcRequest.ReadAsync(context.Request, context.RequestAborted);
        if (OidcDoors.Refuse(context, request, time, out var clientId, out var client) is { } refusal)
        {
            return refusal;
        }

        if (request!.Text("startUrl") is null)
        {
            return OidcError.InvalidRequest.Answer(context, "startUrl is required.");
        }

        var verifier = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
        var started = await issuer.StartDeviceAsync(challenge, context.RequestAborted);
        if (started.Text("device_code") is not { } code || started.Text("verification_uri_complete") is not { } verification)
        {
            return started.Error is null
                ? OidcError.InternalServer.Answer(context, "The issuer cannot be reached; try again shortly.")
                : OidcError.UnauthorizedClient.Answer(context, $"The issuer does not let the client '{issuer.ClientId}' begin a login on a device ({started.Error}).");
        }

        var now = time.GetUtcNow();
        var life = TimeSpan.FromSeconds(Math.Min(started.Number("expires_in") ?? LongestLife.TotalSeconds, LongestLife.TotalSeconds));
        var userCode = UserCode.Create();
        var link = sealer.Seal(new DeviceRequest(
            userCode, context.Connection.RemoteIpAddress?.ToString() ?? "unknown", client.Name, now, now + life, verification));
        var page = $"{address.Of(context.Request)}{ConfirmingDoors.Path}?request={link}";
        return Results.Json(new Answer(
            sealer.Seal(new DeviceCode(code, verifier, clientId, now, now + life)), userCode, page, $"{page}&user_code={userCode}",
            (int)life.TotalSeconds, started.Number("interval") ?? UsualInterval));
    }

    internal sealed record Answer(
        string DeviceCode, string UserCode, string VerificationUri, string VerificationUriComplete, int ExpiresIn, int Interval);
}
