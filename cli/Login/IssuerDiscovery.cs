using Duende.IdentityModel.Client;
using Gateway.Cli.Doors;
using Gateway.Cli.Targets;
using Gateway.Cli.Terminal;

namespace Gateway.Cli.Login;

/// <summary>Reads the issuer's OpenID Connect discovery document, which must name the issuer that was asked.</summary>
internal static class IssuerDiscovery
{
    public static async Task<Result<DiscoveryDocumentResponse>> FetchAsync(
        CliContext context, Target target, GatewayConfiguration configuration, CancellationToken cancellation)
    {
        var authority = (configuration.Authority ?? configuration.Issuer)!;
        using var request = new DiscoveryDocumentRequest
        {
            Address = authority,
            Policy = new DiscoveryPolicy
            {
                Authority = authority,
                // Plain http is taken for a loopback issuer; beyond it only where the person allowed it for this gateway.
                RequireHttps = !target.AllowHttp,
                // Keycloak may serve its back-channel endpoints under another host name than the issuer's.
                ValidateEndpoints = false,
            },
        };
        try
        {
            var document = await context.Http.GetDiscoveryDocumentAsync(request, cancellation);
            cancellation.ThrowIfCancellationRequested();
            return document switch
            {
                { IsError: true, ErrorType: ResponseErrorType.PolicyViolation } =>
                    new Failure(ExitCode.Failed, $"The issuer {authority} is not to be trusted: {document.Error}."),
                { IsError: true } => new Failure(
                    ExitCode.Unreachable,
                    $"The issuer {authority} cannot be reached: {document.Exception?.GetBaseException().Message ?? document.Error}.",
                    "`stsgw doctor` shows which step fails."),
                { TokenEndpoint: null } or { AuthorizeEndpoint: null } =>
                    new Failure(ExitCode.Failed, $"The issuer {authority} names no authorization or token endpoint."),
                _ when EndpointsOf(document).FirstOrDefault(endpoint => !IsSafe(endpoint, target.AllowHttp)) is { } unsafeEndpoint =>
                    new Failure(ExitCode.Failed, $"The issuer {authority} names the endpoint {PlainText.Of(unsafeEndpoint)}, which is not https.", "Tell whoever runs it; nothing is sent there."),
                _ => document,
            };
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or UriFormatException)
        {
            return new Failure(ExitCode.Failed, $"The gateway names '{authority}' as its issuer, which is no address: {e.Message}");
        }
    }

    private static IEnumerable<string> EndpointsOf(DiscoveryDocumentResponse document) =>
        new[] { document.AuthorizeEndpoint, document.TokenEndpoint, document.DeviceAuthorizationEndpoint, document.PushedAuthorizationRequestEndpoint, document.EndSessionEndpoint, document.RevocationEndpoint }.OfType<string>();

    // A browser would open a file or a program by its address just as well.
    private static bool IsSafe(string endpoint, bool allowHttp) =>
        Uri.TryCreate(endpoint, UriKind.Absolute, out var address) && (address.Scheme == "https" || (address.Scheme == "http" && (allowHttp || address.IsLoopback)));
}
